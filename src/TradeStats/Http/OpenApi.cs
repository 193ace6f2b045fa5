using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using TradeStats.Queries;
using TradeStats.Representations;
using TradeStats.Trade;

namespace TradeStats.Http;

/// <summary>The OpenAPI document, written from what the endpoints say of themselves.</summary>
public static class OpenApi
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>Adds the document at <c>/openapi/v1.json</c>.</summary>
    public static void AddTradeStatsOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description.ActionDescriptor.EndpointMetadata.OfType<Documented>().Single(), context.Document!);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "TradeStats",
            Version = "v1",
            License = new() { Name = "MIT", Identifier = "MIT" },
            Description =
                "Trade figures that articles and official tables print, as numbers to query, calculate with and trace back.\n\n"
                + "**Periods** are `2024`, `2025-Q1`, `2025-02` or `2025-01/2025-08`. **Areas** are ISO codes, `ASEAN`, `RCEP`, `WLD`, or names in any case. "
                + "**Values** are in units of their currency. **low** and **high** are what the true value can be.\n\n"
                + $"Every list also answers under a file ending ({string.Join(", ", Format.All.Select(format => $"`.{format.Name}`"))}): `/v1/totals.csv?reporter=CN`. "
                + $"What the CSV of a list means, column by column, is told under `.csv-metadata.json` with the same parameters, as the W3C's CSV on the Web (`{CsvwMetadata.MediaType}`). "
                + "Every answer has an `ETag`; `If-None-Match` gives 304. HEAD answers like GET without the body. "
                + "Every error is a problem (RFC 9457) that names all faults of the question at once, with suggestions.",
        };
        // The paths are relative to wherever the document was fetched from.
        document.Servers = [new() { Url = "/" }];
        // Nobody has to say who they are.
        document.Security = [new OpenApiSecurityRequirement()];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Statistics", Description = "Numbers with their bounds, method and evidence." },
            new() { Name = "Evidence", Description = "What sources print, word by word, and the sources." },
            new() { Name = "Code lists", Description = "The codes and names that questions take and answers give." },
            new() { Name = "Health", Description = "For load balancers and monitors." },
        };
        var schemas = (document.Components ??= new()).Schemas ??= new Dictionary<string, IOpenApiSchema>();
        schemas["Meta"] = Meta();
        schemas["Problem"] = ProblemSchema();
    }

    private static void Describe(OpenApiOperation operation, Documented documented, OpenApiDocument document)
    {
        operation.OperationId = documented.OperationId;
        operation.Summary = documented.Summary;
        operation.Description = documented.Description;
        operation.Tags = new HashSet<OpenApiTagReference> { new(documented.Tag, document) };
        operation.Parameters = [.. documented.Parameters.Select(parameter => InQuery(parameter, documented))];
        if (documented.Examples.TryGetValue("id", out var id))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "id",
                In = ParameterLocation.Path,
                Required = true,
                Description = "The id, as the list gives it.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = id,
            });
        }
        operation.Responses = new() { ["200"] = Success(documented, document) };
        if (documented.Row is not null)
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "The answer that If-None-Match names still holds. The database is not asked." };
            Fail("400", "The question has faults; every one is named.");
        }
        if (documented.Row is not null && !documented.IsList)
            Fail("404", "There is nothing under this id.");
        if (documented.IsList)
        {
            Fail("406", "There is no such format, or none that Accept allows.");
            Fail("413", "More rows than can be answered this way; the detail says the limit and the way round.");
        }
        if (documented.Row is not null)
            Fail("429", $"This address has asked too often; Retry-After says when to go on.");
        Fail("500", "A fault of the service.");
        Fail("503", "The database is away; Retry-After says when to try again.");
        if (documented.Row is not null)
            Fail("504", "The answer took too long to begin.");

        void Fail(string status, string description) => operation.Responses[status] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new() { Schema = new OpenApiSchemaReference("Problem", document) } },
        };
    }

    private static OpenApiResponse Success(Documented documented, OpenApiDocument document)
    {
        if (documented.Row is null)
        {
            var status = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string> { "status" }, Properties = Named(("status", Text("The status, in a word."))) };
            return new() { Description = "Yes.", Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = status } } };
        }
        var schemas = (document.Components ??= new()).Schemas ??= new Dictionary<string, IOpenApiSchema>();
        schemas[documented.Row] = RowSchema(documented, document);
        var row = new OpenApiSchemaReference(documented.Row, document);
        var body = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "data", "meta" },
            Properties = Named(
                ("data", documented.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = row } : row),
                ("meta", new OpenApiSchemaReference("Meta", document))),
        };
        var content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = body } };
        foreach (var format in documented.Formats.Skip(1))
        {
            var written = Text($"For {format.Description}; the fields of the schema {documented.Row}.");
            written.Format = format is FileFormat ? "binary" : null;
            content[format.MediaType.Split(';')[0]] = new() { Schema = written };
        }
        return new()
        {
            Description = documented.IsList ? "The rows; none is a valid answer, with a note that says why." : "The row.",
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "Changes when the answer does.", Schema = Text(null) },
                ["Last-Modified"] = new OpenApiHeader { Description = "When the data or the program changed last.", Schema = Text(null) },
                ["RateLimit-Remaining"] = new OpenApiHeader { Description = "The answers that this address may still have in this minute; RateLimit-Limit and RateLimit-Reset stand beside it. Absent without a limit.", Schema = Text(null) },
                ["Link"] = new OpenApiHeader
                {
                    Description = "The following page, rel=\"next\", absent on the last; for CSV also its metadata, rel=\"describedby\".",
                    Schema = Text(null),
                },
            },
            Content = content,
        };
    }

    private static OpenApiParameter InQuery(Parameter parameter, Documented documented)
    {
        var value = parameter switch
        {
            { Words: ["false", "true"] or ["true", "false"] } => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            { Words: { } words } => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => JsonValue.Create(word))] },
            { Minimum: { } minimum, Maximum: { } maximum } => new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int32",
                Minimum = minimum.ToString(CultureInfo.InvariantCulture),
                Maximum = maximum.ToString(CultureInfo.InvariantCulture),
            },
            _ when parameter == Parameter.Format => new() { Type = JsonSchemaType.String, Enum = [.. documented.Formats.Select(format => JsonValue.Create(format.Name))] },
            _ when parameter == Parameter.Fields => new() { Type = JsonSchemaType.String, Enum = [.. documented.Fields.Select(field => JsonValue.Create(field.Name))] },
            _ when parameter == Parameter.Sort => new()
            {
                Type = JsonSchemaType.String,
                Enum = [.. documented.Fields.SelectMany(field => new[] { field.Name, "-" + field.Name }).Select(field => JsonValue.Create(field))],
            },
            _ => new() { Type = JsonSchemaType.String },
        };
        return new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Style = ParameterStyle.Form,
            Explode = !parameter.TakesMany,
            Schema = parameter.TakesMany ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value } : value,
            Example = documented.Examples.TryGetValue(parameter.Name, out var example)
                ? parameter.TakesMany ? new JsonArray([.. example.Split(',').Select(one => JsonValue.Create(one))]) : JsonValue.Create(example)
                : null,
        };
    }

    private static OpenApiSchema RowSchema(Documented documented, OpenApiDocument document)
    {
        var properties = documented.Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => FieldSchema(field));
        if (documented.Parameters.Contains(Parameter.Include))
        {
            properties["evidence"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchemaReference("Figure", document),
                Description = "With include=figures the published figures behind the row; else absent.",
            };
        }
        // With fields= only those asked for are there, so none can be required.
        return new() { Type = JsonSchemaType.Object, Description = documented.RowDescription, Properties = properties, AdditionalPropertiesAllowed = false };
    }

    private static OpenApiSchema FieldSchema(DocumentedField field)
    {
        var type = field.Type switch
        {
            ColumnType.Number => JsonSchemaType.Number,
            ColumnType.Integer => JsonSchemaType.Integer,
            ColumnType.Boolean => JsonSchemaType.Boolean,
            ColumnType.List or ColumnType.Texts or ColumnType.Figures => JsonSchemaType.Array,
            _ => JsonSchemaType.String,
        };
        var words = field.Words?.Select(word => (JsonNode)JsonValue.Create(word)).ToList();
        if (words is not null && field.IsNullable)
            words.Add(JsonNullSentinel.JsonNull);
        return new()
        {
            Type = field.IsNullable ? type | JsonSchemaType.Null : type,
            Description = field.Unit is null ? field.Description : $"{field.Description} Unit: {field.Unit}.",
            Enum = words!,
            Items = type is JsonSchemaType.Array ? new OpenApiSchema { Type = JsonSchemaType.String } : null,
        };
    }

    private static OpenApiSchema Meta() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What the answer says beside its rows.",
        Required = new HashSet<string> { "dataset", "version", "count", "next", "notes" },
        Properties = Named(
            ("dataset", NullableText("The dataset that the rows come from; null for code lists.")),
            ("version", Text("Changes when the content changes, and only then.")),
            ("count", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The number of rows of this page." }),
            ("next", NullableText("The URL of the following page; null where this is the last.")),
            ("notes", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null), Description = "What a reader should know: why there is nothing, where sources disagree." })),
    };

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An error (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId", "errors" },
        Properties = Named(
            ("type", Text("A name of the kind of error.")),
            ("title", Text("The kind of error, in words.")),
            ("status", new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." }),
            ("detail", Text("What is wrong and what to do.")),
            ("code", Words("The kind of error; the list is closed.", Words<ProblemCode>.All)),
            ("traceId", Text("The name of this answer in the log.")),
            ("errors", new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Every fault of the question.",
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "parameter", "value", "code", "message", "suggestions" },
                    Properties = Named(
                        ("parameter", Text("The parameter, as the question spells it.")),
                        ("value", NullableText("The value found; null where there is none.")),
                        ("code", Words("The kind of fault; the list is closed.", Words<FaultCode>.All)),
                        ("message", Text("What is wrong and what is expected.")),
                        ("suggestions", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null), Description = "The nearest valid spellings, the nearest first." })),
                },
            })),
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema NullableText(string description) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    private static OpenApiSchema Words(string description, IReadOnlyList<string> words) =>
        new() { Type = JsonSchemaType.String, Description = description, Enum = [.. words.Select(word => JsonValue.Create(word))] };

    private static Dictionary<string, IOpenApiSchema> Named(params IReadOnlyList<(string Name, IOpenApiSchema Schema)> properties) =>
        properties.ToDictionary(property => property.Name, property => property.Schema);
}
