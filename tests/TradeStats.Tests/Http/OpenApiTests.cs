using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradeStats.Queries;
using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The OpenAPI document: approved, complete, and true of the answers.</summary>
public class OpenApiTests(SharedApi shared) : IClassFixture<SharedApi>
{
    /// <summary>Set it to 1 and run the tests again to approve the document as it is served now.</summary>
    private const string Approve = "TRADESTATS_APPROVE";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Api _api = shared.Api;

    /// <summary>Every operation, as its path with the example in place, and the place of its answer's schema.</summary>
    public static readonly TheoryData<string> Paths =
        ["/v1/totals", "/v1/growth", "/v1/shares", "/v1/rankings", "/v1/checks", "/v1/availability", "/v1/figures", "/v1/sources", "/v1/areas", "/v1/commodities", "/v1/datasets", "/v1/figures/{id}", "/v1/sources/{id}", "/health/live", "/health/ready"];

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var approved = Path.Combine(ProjectFolder(), "Approved", "openapi.v1.json");
        var served = JsonSerializer.Serialize((await _api.GetAsync("/openapi/v1.json")).Json, Pretty) + "\n";
        if (Environment.GetEnvironmentVariable(Approve) == "1")
            await File.WriteAllTextAsync(approved, served, TestContext.Current.CancellationToken);
        var copy = File.Exists(approved) ? await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken) : "";
        if (copy == served)
            return;
        var line = copy.Split('\n').Zip(served.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"The OpenAPI document differs from {approved} from line {line + 1} on:\n  approved: {copy.Split('\n').ElementAtOrDefault(line)}\n  served:   {served.Split('\n').ElementAtOrDefault(line)}\n"
            + $"If that is what you meant, run \"{Approve}=1 dotnet test\" and commit the copy: its difference is the change that clients see.");
    }

    [Fact]
    public async Task The_document_is_of_version_3_1_and_describes_every_operation_once()
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        Assert.StartsWith("3.1.", document.Text("openapi"), StringComparison.Ordinal);
        Assert.Equal(Paths.Select(row => row.Data).Order(StringComparer.Ordinal), document.GetProperty("paths").Names().Order(StringComparer.Ordinal));
        var operations = document.GetProperty("paths").EnumerateObject().Select(path => Assert.Single(path.Value.EnumerateObject().ToList())).ToList();
        Assert.All(operations, operation => Assert.Equal("get", operation.Name));
        Assert.Equal(operations.Count, operations.Select(operation => operation.Value.Text("operationId")).Distinct().Count());
        foreach (var operation in operations.Select(operation => operation.Value))
        {
            Assert.NotEmpty(operation.Text("summary")!);
            Assert.NotEmpty(operation.Text("description")!);
            if (!operation.TryGetProperty("parameters", out var parameters))
                continue;
            foreach (var parameter in parameters.EnumerateArray())
            {
                Assert.NotEmpty(parameter.Text("description")!);
                Assert.True(parameter.GetProperty("schema").TryGetProperty("type", out _), $"{parameter.Text("name")} has no type.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_example_of_an_operation_answers_with_data_that_its_schema_describes(string path)
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        var operation = document.GetProperty("paths").GetProperty(path).GetProperty("get");
        var reply = await _api.GetAsync(Example(path, operation));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        if (path.StartsWith("/v1/", StringComparison.Ordinal) && reply.Json.GetProperty("data") is { ValueKind: JsonValueKind.Array } rows)
            Assert.NotEqual(0, rows.GetArrayLength());
        var schema = operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Empty(new JsonSchema(document).Check(reply.Json, schema, ""));
        Assert.NotEmpty(new JsonSchema(document).Check(JsonDocument.Parse("""{"data":[{"value":"1"}],"meta":null,"status":1}""").RootElement, schema, ""));
    }

    [Theory]
    [InlineData("/v1/totals", "?derived=true&include=figures&")]
    [InlineData("/v1/growth", "?derived=true&include=figures&")]
    [InlineData("/v1/shares", "?derived=true&include=figures&")]
    [InlineData("/v1/rankings", "?reporter=CN&include=figures&")]
    [InlineData("/v1/checks")]
    [InlineData("/v1/availability")]
    [InlineData("/v1/figures")]
    [InlineData("/v1/sources")]
    [InlineData("/v1/areas")]
    [InlineData("/v1/commodities")]
    [InlineData("/v1/datasets")]
    public async Task Every_row_that_there_is_fits_its_schema_and_every_field_of_it_is_described(string path, string question = "?")
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        var schema = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        foreach (var limit in new[] { 10_000, 1 })
            Assert.Empty(new JsonSchema(document).Check((await _api.GetAsync($"{path}{question}limit={limit}")).Json, schema, ""));
        var row = new JsonSchema(document).Resolve(new JsonSchema(document).Resolve(schema).GetProperty("properties").GetProperty("data").GetProperty("items"));
        var sample = (await _api.RowsAsync(path + question))[0];
        Assert.Equal(sample.Names(), row.GetProperty("properties").Names().Where(field => sample.TryGetProperty(field, out _)));
        Assert.All(row.GetProperty("properties").EnumerateObject(), field => Assert.NotEmpty(field.Value.Text("description")!));
    }

    [Theory]
    [InlineData("/v1/totals?x=1&partner=Vietnan", "400")]
    [InlineData("/v1/totals.xml", "406")]
    public async Task Problems_fit_their_schema(string path, string status)
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        var schema = document.GetProperty("paths").GetProperty("/v1/totals").GetProperty("get").GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
        Assert.Empty(new JsonSchema(document).Check((await _api.GetAsync(path)).Json, schema, ""));
    }

    [Fact]
    public async Task Numbers_are_described_as_numbers_and_parameters_with_their_range()
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        var total = document.GetProperty("components").GetProperty("schemas").GetProperty("Total").GetProperty("properties");
        Assert.Equal(["null", "number"], Types(total.GetProperty("value")).Order(StringComparer.Ordinal));
        Assert.Equal(["boolean"], Types(total.GetProperty("disputed")));
        var parameters = document.GetProperty("paths").GetProperty("/v1/totals").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();
        var limit = parameters.Single(parameter => parameter.Text("name") == "limit").GetProperty("schema");
        Assert.Equal(["integer"], Types(limit));
        Assert.Equal((1m, 10_000m), (limit.Number("minimum"), limit.Number("maximum")));

        static string[] Types(JsonElement schema) => schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several
            ? [.. several.EnumerateArray().Select(type => type.GetString()!)]
            : [schema.Text("type")!];
    }

    [Fact]
    public async Task Every_parameter_that_a_list_takes_is_described_and_no_other()
    {
        var document = (await _api.GetAsync("/openapi/v1.json")).Json;
        foreach (var path in Paths.Select(row => row.Data).Where(path => path.StartsWith("/v1/", StringComparison.Ordinal) && !path.Contains('{', StringComparison.Ordinal)))
        {
            // The API itself names what it takes where it is asked for what it does not.
            var message = (await _api.GetAsync($"{path}?no-such-parameter=1")).Json.GetProperty("errors")[0].Text("message")!;
            var taken = message[(message.IndexOf("It takes ", StringComparison.Ordinal) + "It takes ".Length)..].TrimEnd('.').Split(", ");
            Assert.Contains(Parameter.Limit.Name, taken);
            var described = document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.Text("name")!);
            Assert.Equal(taken, described);
        }
    }

    private static string Example(string path, JsonElement operation)
    {
        var query = new List<string>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToList() : [])
        {
            if (!parameter.TryGetProperty("example", out var example))
                continue;
            var values = example.ValueKind is JsonValueKind.Array ? example.EnumerateArray().Select(value => value.ToString()) : [example.ToString()];
            var text = string.Join(',', values.Select(Uri.EscapeDataString));
            if (parameter.Text("in") == "path")
                path = path.Replace($"{{{parameter.Text("name")}}}", text, StringComparison.Ordinal);
            else
                query.Add($"{parameter.Text("name")}={text}");
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string ProjectFolder([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetDirectoryName(Path.GetDirectoryName(here))!;
}
