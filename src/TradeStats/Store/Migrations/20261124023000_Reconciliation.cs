using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <summary>
    /// Keeps beside each imported row for the world what the partners that are listed add up to (<c>Store.ComputedSql</c>). Datasets that are there get theirs; from then on the import adds
    /// up. No property of the model holds it.
    /// </summary>
    [DbContext(typeof(TradeContext))]
    [Migration("20261124023000_Reconciliation")]
    public partial class Reconciliation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            create table tradestats.reconciliation (
                dataset smallint not null,
                reporter text collate "C" not null,
                flow smallint not null,
                commodity text collate "C" not null,
                period_start smallint not null,
                period_months smallint not null,
                currency text collate "C" not null,
                number numeric,
                low numeric,
                high numeric,
                qualifier smallint not null,
                partners integer not null,
                sum_number numeric,
                sum_low numeric,
                sum_high numeric,
                sum_qualifier smallint not null,
                constraint pk_reconciliation primary key (dataset, reporter, flow, commodity, period_start, period_months, currency));
            set local work_mem = '256MB';
            insert into tradestats.reconciliation
            with told as (select * from tradestats.observation o where o.figures is null and o.measure = 1 and o.against = '' and o.method in (1, 2) and o.flow in (1, 2) and o.known_until is null),
            part as (select t.dataset, t.reporter, t.flow, t.commodity, t.period_start, t.period_months, t.currency, count(*)::integer as partners,
                case when count(t.low) = count(*) then trim_scale(sum(t.low)) end as low, case when count(t.high) = count(*) then trim_scale(sum(t.high)) end as high,
                case when bool_and(t.number is not null and t.qualifier not in (2, 3)) then trim_scale(sum(t.number)) end as plain,
                max(case t.qualifier when 1 then 0 when 4 then 2 when 5 then 3 else 1 end) as weakness
                from told t join tradestats.area a on a.code = t.partner and a.kind in (1, 4) group by 1, 2, 3, 4, 5, 6, 7)
            select w.dataset, w.reporter, w.flow, w.commodity, w.period_start, w.period_months, w.currency, w.number, w.low, w.high, w.qualifier, p.partners,
                case when p.weakness = 1 then coalesce(p.low, p.high) else p.plain end, p.low, p.high,
                (case p.weakness when 0 then 1 when 1 then case when p.low is not null then 2 else 3 end when 2 then 4 else 5 end)::smallint
            from told w join part p using (dataset, reporter, flow, commodity, period_start, period_months, currency) where w.partner = 'WLD' and w.method = 1;
            set local work_mem to default;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table tradestats.reconciliation");
    }
}
