using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <summary>
    /// Keeps how many observations each dataset holds (<c>Store.Holdings</c>). Datasets that are there are counted; from then on whoever loads one counts it. No property of the model
    /// holds it.
    /// </summary>
    [DbContext(typeof(TradeContext))]
    [Migration("20261123143000_Holdings")]
    public partial class Holdings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            create table tradestats.holding (
                dataset smallint not null,
                reporter text collate "C" not null,
                partner text collate "C" not null,
                commodity text collate "C" not null,
                flow smallint not null,
                period_start smallint not null,
                period_months smallint not null,
                currency text collate "C" not null,
                measure smallint not null,
                count bigint not null);
            create index ix_holding_dataset_reporter_partner on tradestats.holding (dataset, reporter, partner);
            set local work_mem = '256MB';
            insert into tradestats.holding (dataset, reporter, partner, commodity, flow, period_start, period_months, currency, measure, count)
            select dataset, coalesce(reporter, ''), coalesce(partner, ''), coalesce(commodity, ''), flow, period_start, period_months, currency, measure, count(*)
            from tradestats.observation where known_until is null and method in (1, 2)
            group by grouping sets ((dataset, reporter, partner, flow, period_start, period_months, currency, measure), (dataset, commodity, flow, period_start, period_months, currency, measure));
            set local work_mem to default;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table tradestats.holding");
    }
}
