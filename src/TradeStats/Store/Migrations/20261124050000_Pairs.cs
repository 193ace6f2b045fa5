using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <summary>
    /// Keeps which areas report which flows with which, and counts what is derived too (<c>Store.Holdings</c>). Datasets that are there are counted anew; from then on whoever loads one
    /// does it. No property of the model holds either.
    /// </summary>
    [DbContext(typeof(TradeContext))]
    [Migration("20261124050000_Pairs")]
    public partial class Pairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            create table tradestats.pair (
                dataset smallint not null,
                reporter text collate "C" not null,
                partner text collate "C" not null,
                flow smallint not null,
                method smallint not null,
                constraint pk_pair primary key (dataset, reporter, partner, flow));
            delete from tradestats.holding;
            alter table tradestats.holding add column method smallint not null;
            set local work_mem = '256MB';
            with counted as (
                select dataset, coalesce(reporter, '') as reporter, coalesce(partner, '') as partner, coalesce(commodity, '') as commodity, flow, period_start, period_months, currency, measure, method,
                    count(*) filter (where known_until is null) as count
                from tradestats.observation group by grouping sets (
                    (dataset, reporter, partner, flow, period_start, period_months, currency, measure, method), (dataset, commodity, flow, period_start, period_months, currency, measure, method))),
            paired as (
                insert into tradestats.pair (dataset, reporter, partner, flow, method)
                select dataset, reporter, partner, flow, min(method) from counted where reporter <> '' group by dataset, reporter, partner, flow)
            insert into tradestats.holding (dataset, reporter, partner, commodity, flow, period_start, period_months, currency, measure, method, count)
            select dataset, reporter, partner, commodity, flow, period_start, period_months, currency, measure, method, count from counted where count > 0;
            set local work_mem to default;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            drop table tradestats.pair;
            delete from tradestats.holding where method > 2;
            alter table tradestats.holding drop column method;
            """);
    }
}
