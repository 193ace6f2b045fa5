using System.Globalization;
using System.Security;
using System.Text;

namespace TradeStats.Representations;

/// <summary>Draws a chart as SVG.</summary>
internal sealed class SvgChart
{
    private const int Width = 760;
    private const int Margin = 20;
    private const int BarHeight = 26;
    private const int LabelWidth = 200;
    private const int LinesHeight = 250;
    private const int AxisWidth = 62;
    private const int NumberWidth = 96;

    // About the width of a letter of the texts, in pixels: the fonts of the reader are not known.
    private const double Letter = 6.7;

    private const string Style = """
        <style>
        svg{--paper:#fff;--ink:#1c1c1c;--faint:#6a6a6a;--grid:#e3e3e3;--c0:#0072b2;--c1:#c95400;--c2:#007a58;--c3:#a8437f;--c4:#9a6700;--c5:#2b7fb8;--c6:#6f52a1;--c7:#5c5c5c}
        @media (prefers-color-scheme:dark){svg{--paper:#161616;--ink:#ececec;--faint:#a3a3a3;--grid:#333;--c0:#5bb0ea;--c1:#ff9150;--c2:#3fc79a;--c3:#e791c1;--c4:#e0ad3d;--c5:#8fc9f0;--c6:#b49be0;--c7:#b5b5b5}}
        text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--ink)}
        .title{font-size:18px;font-weight:600}.faint{fill:var(--faint)}.small{font-size:11px;fill:var(--faint)}.end{text-anchor:end}.mid{text-anchor:middle}
        .grid{stroke:var(--grid)}.zero{stroke:var(--faint)}.whisker{stroke:var(--ink);stroke-width:1.2;fill:none}.line{fill:none;stroke-width:2}.open{fill:var(--paper);stroke-width:1.6}
        </style>
        """;

    private readonly StringBuilder _svg = new();
    private int _y = Margin;

    /// <summary>The whole document.</summary>
    public static string Draw(Chart chart)
    {
        var drawing = new SvgChart();
        drawing.DrawHead(chart);
        foreach (var panel in chart.Panels)
        {
            if (panel.IsLines)
                drawing.DrawLines(panel);
            else
                drawing.DrawBars(panel);
        }
        drawing.DrawFoot(chart);
        var height = drawing._y + 8;
        return Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-labelledby=\"title desc\">")
            + Invariant($"<title id=\"title\">{Safe(chart.Title)}{(chart.Subtitle.Length > 0 ? ": " : "")}{Safe(chart.Subtitle)}</title><desc id=\"desc\">{Safe(chart.Meta.Url)}</desc>")
            + Style + Invariant($"<rect width=\"{Width}\" height=\"{height}\" fill=\"var(--paper)\"/>") + drawing._svg + "</svg>\n";
    }

    private void DrawHead(Chart chart)
    {
        Text(Margin, _y += 10, "title", chart.Title);
        if (chart.Subtitle.Length > 0)
            Text(Margin, _y += 20, "faint", chart.Subtitle);
        if (chart.Panels.Count == 0)
            Text(Margin, _y += 34, "", "There is nothing to draw under these filters.");
        _y += 8;
    }

    private void DrawFoot(Chart chart)
    {
        _y += 8;
        if (chart.Untold > 0)
            Text(Margin, _y += 16, "small", Invariant($"{chart.Untold} {(chart.Untold == 1 ? "row has" : "rows have")} no number and no bound, and cannot be drawn."));
        foreach (var line in Wrapped($"Sources: {string.Join("; ", chart.Sources)}.", 118).Where(_ => chart.Sources.Count > 0))
            Text(Margin, _y += 16, "small", line);
        Text(Margin, _y += 16, "small", $"TradeStats, {chart.Meta.Dataset} {chart.Meta.Version}. Whiskers are the bounds of the true value; an arrow is an open side.");
    }

    private void DrawBars(Panel panel)
    {
        var scale = Scale.Of(panel.Marks);
        var (left, right) = (Margin + LabelWidth, Width - Margin - NumberWidth);
        Text(Margin, _y += 20, "faint", $"{panel.When}, {scale.Name(panel.Unit)}");
        _y += 8;
        var (top, bottom) = (_y, _y + (panel.Marks.Count * BarHeight));
        foreach (var tick in scale.Ticks)
        {
            var x = At(tick);
            Append($"<line class=\"{(tick == 0 ? "zero" : "grid")}\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{top}\" y2=\"{bottom}\"/>");
            Text(x, bottom + 14, "small mid", scale.Label(tick));
        }
        foreach (var (index, mark) in panel.Marks.Index())
        {
            var middle = top + (index * BarHeight) + (BarHeight / 2);
            var label = mark.Series.Length == 0 ? mark.Period.ToString() : panel.When == mark.Period.ToString() ? mark.Series : $"{mark.Series} · {mark.Period}";
            Text(left - 8, middle + 4, "end", Cut(label, (int)(LabelWidth / Letter)));
            Append($"<g{Data(mark)}><title>{Safe(Tooltip(mark, scale, panel.Unit))}</title>");
            if (mark.Value is { } value)
                Append($"<rect x=\"{Math.Min(At(0), At(value)):0.#}\" y=\"{middle - 8}\" width=\"{Math.Max(1, Math.Abs(At(value) - At(0))):0.#}\" height=\"16\" fill=\"var(--c0)\" fill-opacity=\"{(IsFirm(mark) ? "1" : "0.55")}\"/>");
            DrawWhisker(mark, bound => (At(bound), middle), (0, 5), (1, 0));
            Append($"</g>");
            var end = new[] { mark.Value, mark.Low, mark.High, 0 }.OfType<decimal>().Max(At) + (IsOpen(mark) ? 20 : 7);
            Text(end, middle + 4, "", scale.Label(mark.Value ?? mark.Low ?? mark.High!.Value, 2));
        }
        _y = bottom + 20;

        double At(decimal number) => left + (scale.Share(number) * (right - left));
    }

    private void DrawLines(Panel panel)
    {
        var scale = Scale.Of(panel.Marks);
        Text(Margin, _y += 20, "faint", $"{panel.When}, {scale.Name(panel.Unit)}");
        DrawLegend(panel);
        var (left, right, top, bottom) = (Margin + AxisWidth, Width - Margin - NumberWidth, _y + 12, _y + 12 + LinesHeight);
        foreach (var tick in scale.Ticks)
        {
            Append($"<line class=\"{(tick == 0 ? "zero" : "grid")}\" x1=\"{left}\" x2=\"{right}\" y1=\"{Height(tick):0.#}\" y2=\"{Height(tick):0.#}\"/>");
            Text(left - 8, Height(tick) + 4, "small end", scale.Label(tick));
        }
        var periods = panel.Marks.Select(mark => mark.Period).Distinct().Order().ToList();
        var (first, last) = (Middle(periods[0]), Middle(periods[^1]));
        var free = double.NegativeInfinity;
        foreach (var period in periods)
        {
            var (x, text) = (At(period), period.ToString());
            // A label that would run into the one before is left out; the mark still tells its period.
            if (x - (text.Length * Letter / 2) < free)
                continue;
            Text(x, bottom + 16, "small mid", text);
            free = x + (text.Length * Letter / 2) + 4;
        }
        foreach (var (index, series) in panel.Series.Index())
        {
            var marks = panel.Marks.Where(mark => mark.Series == series).OrderBy(mark => mark.Period).ToList();
            var points = marks.Where(mark => mark.Value is not null).Select(mark => Invariant($"{At(mark.Period):0.#},{Height(mark.Value!.Value):0.#}")).ToList();
            if (points.Count > 1)
                Append($"<polyline class=\"line\" stroke=\"var(--c{index})\" points=\"{string.Join(' ', points)}\"/>");
            foreach (var mark in marks)
            {
                Append($"<g{Data(mark)}><title>{Safe(Tooltip(mark, scale, panel.Unit))}</title>");
                DrawWhisker(mark, bound => (At(mark.Period), Height(bound)), (5, 0), (0, -1));
                if (mark.Value is { } value)
                    Append($"<circle cx=\"{At(mark.Period):0.#}\" cy=\"{Height(value):0.#}\" r=\"3.5\" {(IsFirm(mark) ? Invariant($"fill=\"var(--c{index})\"") : Invariant($"class=\"open\" stroke=\"var(--c{index})\""))}/>");
                Append($"</g>");
            }
            if (marks.LastOrDefault(mark => mark.Value is not null) is { } end)
                Text(At(end.Period) + 9, Height(end.Value!.Value) + 4, "", scale.Label(end.Value.Value, 2));
        }
        _y = bottom + 24;

        double Height(decimal number) => bottom - (scale.Share(number) * (bottom - top));
        double At(Trade.Period period) => last > first ? left + 10 + ((Middle(period) - first) / (last - first) * (right - left - 20)) : (left + right) / 2.0;
    }

    private void DrawLegend(Panel panel)
    {
        if (panel.Series is [""])
            return;
        double x = Margin;
        _y += 20;
        foreach (var (index, series) in panel.Series.Index())
        {
            var text = Cut(series, 60);
            var width = 18 + (text.Length * Letter) + 14;
            if (x > Margin && x + width > Width - Margin)
                (x, _y) = (Margin, _y + 18);
            Append($"<rect x=\"{x:0.#}\" y=\"{_y - 10}\" width=\"12\" height=\"12\" fill=\"var(--c{index})\"/>");
            Text(x + 18, _y, "", text);
            x += width;
        }
    }

    // From bound to bound, with a cap at each; where a side is open, an arrow from the known bound.
    private void DrawWhisker(Mark mark, Func<decimal, (double X, double Y)> at, (int X, int Y) cap, (int X, int Y) upwards)
    {
        if ((mark.Low ?? mark.High) is not { } known)
            return;
        var (from, to) = (at(mark.Low ?? known), at(mark.High ?? known));
        if (mark.Low is null)
            from = (from.X - (14 * upwards.X), from.Y - (14 * upwards.Y));
        if (mark.High is null)
            to = (to.X + (14 * upwards.X), to.Y + (14 * upwards.Y));
        Append($"<path class=\"whisker\" d=\"M{from.X:0.#} {from.Y:0.#}L{to.X:0.#} {to.Y:0.#}{End(from, mark.Low is null, -1)}{End(to, mark.High is null, 1)}\"/>");

        string End((double X, double Y) end, bool isOpen, int sign)
        {
            var (back, side) = isOpen ? (5 * sign, 0.8) : (0, 1);
            var (x, y) = (end.X - (back * upwards.X), end.Y - (back * upwards.Y));
            var middle = isOpen ? Invariant($"L{end.X:0.#} {end.Y:0.#}") : "";
            return Invariant($"M{x - (cap.X * side):0.#} {y - (cap.Y * side):0.#}{middle}L{x + (cap.X * side):0.#} {y + (cap.Y * side):0.#}");
        }
    }

    private static bool IsFirm(Mark mark) => mark is { Low: not null, High: not null };

    private static bool IsOpen(Mark mark) => !IsFirm(mark) && (mark.Low ?? mark.High) is not null;

    private static double Middle(Trade.Period period) => period.Start + (period.Months / 2.0);

    private static string Tooltip(Mark mark, Scale scale, string unit)
    {
        var bounds = mark is { Low: null, High: null } ? "" : $" (from {(mark.Low is { } low ? scale.Label(low, 4) : "...")} to {(mark.High is { } high ? scale.Label(high, 4) : "...")})";
        return $"{(mark.Series.Length > 0 ? mark.Series + ", " : "")}{mark.Period}: {(mark.Value is { } value ? scale.Label(value, 4) : "bounds only")}{bounds} {scale.Name(unit)}";
    }

    private static string Data(Mark mark) => Invariant($" data-series=\"{Safe(mark.Series)}\" data-period=\"{mark.Period}\" data-value=\"{mark.Value}\" data-low=\"{mark.Low}\" data-high=\"{mark.High}\"");

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line += line.Length > 0 ? " " + word : word;
        }
        yield return line;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)].TrimEnd() + "…";

    private static string Safe(string text) => SecurityElement.Escape(text);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void Append(FormattableString text) => _svg.Append(Invariant(text));

    private void Text(double x, double y, string style, string text) => Append($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{(style.Length > 0 ? $" class=\"{style}\"" : "")}>{Safe(text)}</text>");

    /// <summary>An axis from a round number to a round number, zero between them or at an end, in a unit that keeps its labels short.</summary>
    private sealed record Scale(decimal Least, decimal Step, int Steps, decimal Unit)
    {
        private static readonly decimal[] RoundSteps = [1, 2, 5, 10];

        private static readonly decimal[] Units = [1_000_000_000_000, 1_000_000_000, 1_000_000];

        public IEnumerable<decimal> Ticks => Enumerable.Range(0, Steps + 1).Select(step => Least + (step * Step));

        public static Scale Of(IEnumerable<Mark> marks)
        {
            var numbers = marks.SelectMany(mark => new[] { mark.Value, mark.Low, mark.High }).OfType<decimal>().Append(0).ToList();
            var (least, most) = (numbers.Min(), numbers.Max());
            var rough = Math.Max(most - least, 0.000001m) / 5;
            var power = 1m;
            while (power * 10 <= rough)
                power *= 10;
            while (power > rough)
                power /= 10;
            var step = RoundSteps.First(factor => factor * power >= rough) * power;
            var first = Math.Floor(least / step) * step;
            var largest = Math.Max(Math.Abs(least), most);
            return new(first, step, (int)Math.Ceiling((most - first) / step), Units.FirstOrDefault(unit => largest >= unit, 1));
        }

        public double Share(decimal number) => (double)((number - Least) / (Step * Steps));

        public string Label(decimal number, int places = 6) => Math.Round(number / Unit, places).ToString("#,0.######", CultureInfo.InvariantCulture);

        public string Name(string unit) => (Unit switch
        {
            1_000_000_000_000m => "trillion ",
            1_000_000_000m => "billion ",
            1_000_000m => "million ",
            _ => "",
        }) + unit;
    }
}
