using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <summary>
    /// Keeps the state of each observation: what its other columns say, as it is sent (<c>SentObservation</c>). Rows that are there get theirs; from then on whoever makes a row tells it.
    /// No property of the model holds it.
    /// </summary>
    [DbContext(typeof(TradeContext))]
    [Migration("20261123121500_ObservationState")]
    public partial class ObservationState : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            alter table tradestats.observation add column state smallint;
            update tradestats.observation set state = qualifier
                + case when low is null then 8 when low = number and scale(low) = scale(number) then 32 else 0 end
                + case when high is null then 16 when high = number and scale(high) = scale(number) then 64 else 0 end
                + case when disputed then 128 else 0 end
                + case when figures is null and origin is null and basis is null and sum_of is null then 0 else 256 end + 512 * method;
            alter table tradestats.observation alter column state set not null;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table tradestats.observation drop column state");
    }
}
