namespace TradeStats;

/// <summary>What an import says, line by line; on a terminal with one line below that is written again and again.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="isTerminal">Whether a line there can be written again.</param>
internal sealed class ImportConsole(TextWriter output, bool isTerminal)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();

    // Progress comes from a timer: a tick that was under way when reading ended must not write behind the report.
    private bool _isOver;

    /// <summary>How often progress is worth telling.</summary>
    public TimeSpan Pace => isTerminal ? OnTerminal : InLog;

    /// <summary>Says a line.</summary>
    public void Say(string line)
    {
        lock (_turn)
        {
            Clear();
            output.WriteLine(line);
        }
    }

    /// <summary>Tells how far reading is.</summary>
    public void Show(ImportProgress progress)
    {
        lock (_turn)
        {
            if (_isOver)
                return;
            if (isTerminal)
                output.Write($"\r{progress.ToBar().PadRight(ImportProgress.Width)}");
            else
                output.WriteLine(progress.ToString());
        }
    }

    /// <summary>Ends the telling of progress.</summary>
    public void EndProgress()
    {
        lock (_turn)
        {
            _isOver = true;
            Clear();
        }
    }

    private void Clear()
    {
        if (isTerminal)
            output.Write($"\r{new string(' ', ImportProgress.Width)}\r");
    }
}
