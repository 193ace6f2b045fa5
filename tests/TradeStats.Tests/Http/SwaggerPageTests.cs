using Xunit;

namespace TradeStats.Tests.Http;

/// <summary>The page to try the API on, as a visitor uses it.</summary>
public class SwaggerPageTests(SharedApi shared) : IClassFixture<SharedApi>
{
    // Opens every operation, clicks Execute as it stands, and reads what the page shows of the answer.
    private const string TryAll = """
        (async () => {
            const until = async find => {
                for (let i = 0; i < 300; i++) {
                    const found = find();
                    if (found) return found;
                    await new Promise(resolve => setTimeout(resolve, 50));
                }
                return null;
            };
            await until(() => document.querySelector('.opblock'));
            const shown = [];
            for (const id of [...document.querySelectorAll('.opblock')].map(block => block.id)) {
                const block = () => document.getElementById(id);
                block().querySelector('.opblock-summary-control').click();
                const execute = await until(() => block().querySelector('button.execute'));
                execute?.click();
                const status = await until(() => block().querySelector('.live-responses-table tr.response .response-col_status'));
                const body = await until(() => block().querySelector('.live-responses-table .highlight-code'));
                shown.push({ id, status: status?.textContent.trim() ?? '', body: body?.textContent ?? '', errors: block().querySelectorAll('.invalid').length });
                block().querySelector('.opblock-summary-control').click();
            }
            return shown;
        })()
        """;

    [Fact]
    public async Task Every_operation_answers_with_data_at_a_click_on_Execute()
    {
        await using var browser = await Browser.OpenAsync(shared.Api.Address + "/swagger/index.html");
        var shown = (await browser.EvaluateAsync(TryAll)).EnumerateArray().ToList();
        Assert.Equal(OpenApiTests.Paths.Count, shown.Count);
        foreach (var operation in shown)
        {
            Assert.True(operation.Text("status")!.StartsWith("200", StringComparison.Ordinal), operation.GetRawText());
            Assert.Equal(0m, operation.Number("errors"));
            Assert.Contains(operation.Text("id")!.Contains("Health", StringComparison.Ordinal) ? "status" : "\"data\"", operation.Text("body"), StringComparison.Ordinal);
            Assert.DoesNotContain("\"data\": []", operation.Text("body"), StringComparison.Ordinal);
        }
    }
}
