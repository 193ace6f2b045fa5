using System.Text;
using CsCheck;
using TradeStats.Queries;
using Xunit;

namespace TradeStats.Tests.Queries;

public class CursorTests
{
    private const string Question = "totals?dataset=articles&commodity=TOTAL";

    [Fact]
    public void A_cursor_is_read_as_it_was_written_whatever_the_key()
    {
        var texts = Gen.OneOf(Gen.String, Gen.Char[' ', '\uD7FF'].Array[0, 20].Select(characters => new string(characters)), Gen.OneOf<string>("", "-9.10", "🍍", "\"", "\\", "Việt Nam"));
        texts.Null(0.2).Array[0, 8].Where(key => key.All(text => text is null || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text)).Sample(key =>
        {
            var text = new Cursor(key).Write(Question);
            return text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
                && Cursor.Read(text, Question) is { } cursor && cursor.Key.SequenceEqual(key);
        });
    }

    [Fact]
    public void A_cursor_of_another_question_is_none() =>
        Assert.Null(Cursor.Read(new Cursor(["CN"]).Write(Question), Question + "&partner=VN"));

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("not a cursor")]
    [InlineData("%%%")]
    [InlineData("Việt")]
    public void A_text_that_is_no_cursor_is_none(string text) => Assert.Null(Cursor.Read(text, Question));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("[1]")]
    [InlineData("[\"00000000\"]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("[\"a\"")]
    [InlineData("{}")]
    [InlineData("\"a\"")]
    [InlineData("[[[[")]
    public void Other_JSON_is_no_cursor(string json) => Assert.Null(Cursor.Read(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)), Question));

    [Fact]
    public void Random_bytes_are_no_cursor() => Gen.Byte.Array[0, 60].Sample(bytes => Cursor.Read(System.Buffers.Text.Base64Url.EncodeToString(bytes), Question) is null);

    [Fact]
    public void Random_text_is_no_cursor() => Gen.String.Sample(text => Cursor.Read(text, Question) is null);
}
