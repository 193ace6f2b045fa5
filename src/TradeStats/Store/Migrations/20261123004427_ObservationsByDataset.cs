using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <summary>Parts the observations by dataset, and has the table keep the state of each, which the tool that makes migrations cannot say.</summary>
    public partial class ObservationsByDataset : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            alter table tradestats.observation rename to observation_whole;
            create table tradestats.observation (like tradestats.observation_whole including all, state smallint not null generated always as ((
                qualifier + case when low is null then 8 when low = number and scale(low) = scale(number) then 32 else 0 end
                + case when high is null then 16 when high = number and scale(high) = scale(number) then 64 else 0 end + case when disputed then 128 else 0 end
                + case when figures is null and origin is null and basis is null and sum_of is null then 0 else 256 end + 512 * method)::smallint) stored) partition by list (dataset);
            drop table tradestats.observation_whole;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            alter table tradestats.observation drop column state;
            alter table tradestats.observation rename to observation_parted;
            create table tradestats.observation (like tradestats.observation_parted including all);
            insert into tradestats.observation select * from tradestats.observation_parted;
            drop table tradestats.observation_parted;
            """);
    }
}
