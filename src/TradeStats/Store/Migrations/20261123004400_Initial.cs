using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeStats.Store.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "tradestats");

            migrationBuilder.CreateTable(
                name: "area",
                schema: "tradestats",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    alpha3 = table.Column<string>(type: "text", nullable: true),
                    m49 = table.Column<string>(type: "text", nullable: true),
                    spellings = table.Column<string[]>(type: "text[]", nullable: false),
                    member_of = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_area", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "dataset",
                schema: "tradestats",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    loaded = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    observation_count = table.Column<long>(type: "bigint", nullable: false),
                    figure_count = table.Column<long>(type: "bigint", nullable: false),
                    first_period = table.Column<string>(type: "text", nullable: true),
                    last_period = table.Column<string>(type: "text", nullable: true),
                    frequencies = table.Column<short[]>(type: "smallint[]", nullable: false),
                    currencies = table.Column<string[]>(type: "text[]", nullable: false),
                    licence = table.Column<string>(type: "text", nullable: false),
                    made_from = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dataset", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "observation",
                schema: "tradestats",
                columns: table => new
                {
                    dataset = table.Column<short>(type: "smallint", nullable: false),
                    reporter = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    partner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    flow = table.Column<short>(type: "smallint", nullable: false),
                    commodity = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period_start = table.Column<short>(type: "smallint", nullable: false),
                    period_months = table.Column<short>(type: "smallint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    measure = table.Column<short>(type: "smallint", nullable: false),
                    against = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    known_from = table.Column<DateOnly>(type: "date", nullable: false),
                    number = table.Column<decimal>(type: "numeric", nullable: true),
                    low = table.Column<decimal>(type: "numeric", nullable: true),
                    high = table.Column<decimal>(type: "numeric", nullable: true),
                    qualifier = table.Column<short>(type: "smallint", nullable: false),
                    method = table.Column<short>(type: "smallint", nullable: false),
                    disputed = table.Column<bool>(type: "boolean", nullable: false),
                    figures = table.Column<string[]>(type: "text[]", nullable: true),
                    origin = table.Column<short>(type: "smallint", nullable: true),
                    basis = table.Column<string>(type: "text", nullable: true),
                    sum_of = table.Column<short>(type: "smallint", nullable: true),
                    parts = table.Column<short>(type: "smallint", nullable: true),
                    missing = table.Column<string[]>(type: "text[]", nullable: true),
                    known_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_observation", x => new { x.dataset, x.reporter, x.partner, x.flow, x.commodity, x.period_start, x.period_months, x.currency, x.measure, x.against, x.known_from });
                });

            migrationBuilder.CreateTable(
                name: "claim",
                schema: "tradestats",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dataset = table.Column<short>(type: "smallint", nullable: false),
                    known_from = table.Column<DateOnly>(type: "date", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    reporter = table.Column<string>(type: "text", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    flow = table.Column<short>(type: "smallint", nullable: false),
                    commodity = table.Column<string>(type: "text", nullable: false),
                    period_start = table.Column<short>(type: "smallint", nullable: false),
                    period_months = table.Column<short>(type: "smallint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    statement = table.Column<string>(type: "text", nullable: false),
                    expected = table.Column<decimal>(type: "numeric", nullable: true),
                    low = table.Column<decimal>(type: "numeric", nullable: true),
                    high = table.Column<decimal>(type: "numeric", nullable: true),
                    qualifier = table.Column<short>(type: "smallint", nullable: false),
                    actual = table.Column<decimal>(type: "numeric", nullable: true),
                    verdict = table.Column<short>(type: "smallint", nullable: false),
                    figures = table.Column<string[]>(type: "text[]", nullable: false),
                    known_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claim", x => new { x.dataset, x.id, x.known_from });
                    table.ForeignKey(
                        name: "fk_claim_dataset_dataset",
                        column: x => x.dataset,
                        principalSchema: "tradestats",
                        principalTable: "dataset",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "commodity",
                schema: "tradestats",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dataset = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    classification = table.Column<string>(type: "text", nullable: false),
                    parent = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commodity", x => new { x.code, x.dataset });
                    table.ForeignKey(
                        name: "fk_commodity_dataset_dataset",
                        column: x => x.dataset,
                        principalSchema: "tradestats",
                        principalTable: "dataset",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "edition",
                schema: "tradestats",
                columns: table => new
                {
                    dataset = table.Column<short>(type: "smallint", nullable: false),
                    reporter = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period_start = table.Column<short>(type: "smallint", nullable: false),
                    period_months = table.Column<short>(type: "smallint", nullable: false),
                    edition = table.Column<short>(type: "smallint", nullable: false),
                    original = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_edition", x => new { x.dataset, x.reporter, x.period_start, x.period_months });
                    table.ForeignKey(
                        name: "fk_edition_dataset_dataset",
                        column: x => x.dataset,
                        principalSchema: "tradestats",
                        principalTable: "dataset",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "source",
                schema: "tradestats",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dataset = table.Column<short>(type: "smallint", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    publisher = table.Column<string>(type: "text", nullable: false),
                    publisher_inferred = table.Column<bool>(type: "boolean", nullable: false),
                    author = table.Column<string>(type: "text", nullable: true),
                    published = table.Column<string>(type: "text", nullable: false),
                    published_inferred = table.Column<bool>(type: "boolean", nullable: false),
                    date_evidence = table.Column<string>(type: "text", nullable: false),
                    published_by = table.Column<DateOnly>(type: "date", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    also_in = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source", x => x.id);
                    table.ForeignKey(
                        name: "fk_source_dataset_dataset",
                        column: x => x.dataset,
                        principalSchema: "tradestats",
                        principalTable: "dataset",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "figure",
                schema: "tradestats",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dataset = table.Column<short>(type: "smallint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    measure = table.Column<short>(type: "smallint", nullable: false),
                    indicator = table.Column<string>(type: "text", nullable: false),
                    reporter = table.Column<string>(type: "text", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    entity = table.Column<string>(type: "text", nullable: true),
                    flow = table.Column<short>(type: "smallint", nullable: true),
                    commodity = table.Column<string>(type: "text", nullable: false),
                    period_start = table.Column<short>(type: "smallint", nullable: false),
                    period_months = table.Column<short>(type: "smallint", nullable: false),
                    period_inferred = table.Column<bool>(type: "boolean", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: true),
                    number = table.Column<decimal>(type: "numeric", nullable: false),
                    low = table.Column<decimal>(type: "numeric", nullable: true),
                    high = table.Column<decimal>(type: "numeric", nullable: true),
                    qualifier = table.Column<short>(type: "smallint", nullable: false),
                    of = table.Column<string>(type: "text", nullable: true),
                    base_start = table.Column<short>(type: "smallint", nullable: true),
                    base_months = table.Column<short>(type: "smallint", nullable: true),
                    as_printed = table.Column<string>(type: "text", nullable: false),
                    conversion = table.Column<bool>(type: "boolean", nullable: false),
                    attributed_to = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure", x => x.id);
                    table.ForeignKey(
                        name: "fk_figure_dataset_dataset",
                        column: x => x.dataset,
                        principalSchema: "tradestats",
                        principalTable: "dataset",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_figure_source_source",
                        column: x => x.source,
                        principalSchema: "tradestats",
                        principalTable: "source",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_commodity_dataset",
                schema: "tradestats",
                table: "commodity",
                column: "dataset");

            migrationBuilder.CreateIndex(
                name: "ix_dataset_name",
                schema: "tradestats",
                table: "dataset",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_figure_dataset",
                schema: "tradestats",
                table: "figure",
                column: "dataset");

            migrationBuilder.CreateIndex(
                name: "ix_figure_source",
                schema: "tradestats",
                table: "figure",
                column: "source");

            migrationBuilder.CreateIndex(
                name: "ix_source_dataset",
                schema: "tradestats",
                table: "source",
                column: "dataset");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "area",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "claim",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "commodity",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "edition",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "figure",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "observation",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "source",
                schema: "tradestats");

            migrationBuilder.DropTable(
                name: "dataset",
                schema: "tradestats");
        }
    }
}
