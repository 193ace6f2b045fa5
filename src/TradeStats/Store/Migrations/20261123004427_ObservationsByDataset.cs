using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <summary>Parts the observations by dataset, which the tool that makes migrations cannot say.</summary>
    public partial class ObservationsByDataset : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            alter table tradestats.observation rename to observation_whole;
            create table tradestats.observation (like tradestats.observation_whole including all) partition by list (dataset);
            drop table tradestats.observation_whole;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            alter table tradestats.observation rename to observation_parted;
            create table tradestats.observation (like tradestats.observation_parted including all);
            insert into tradestats.observation select * from tradestats.observation_parted;
            drop table tradestats.observation_parted;
            """);
    }
}
