using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <inheritdoc />
    public partial class DatasetMadeFrom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "made_from",
                schema: "tradestats",
                table: "dataset",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "made_from",
                schema: "tradestats",
                table: "dataset");
        }
    }
}
