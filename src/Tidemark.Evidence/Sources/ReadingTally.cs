using Tidemark.Model;

namespace Tidemark.Evidence.Sources;

/// <summary>Counts what a reader hands on, and gives a hopeless source up.</summary>
internal sealed class ReadingTally(IPostSink sink, ReadOptions options, CancellationToken cancel)
{
    private const int BetweenCancelChecks = 4096;
    private static readonly UnixTime Start = UnixTime.FromSeconds(631_152_000);
    private Fault? _first;
    private UnixTime _earliest = new(long.MaxValue);
    private UnixTime _latest = new(long.MinValue);

    /// <summary>Good rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Refused rows.</summary>
    public long Refused { get; private set; }

    /// <summary>Rows whose zone nobody stated.</summary>
    public long AssumedZones { get; private set; }

    /// <summary>Rows before 1990, when nobody posted: a mark for "no time", such as -1 or 0, more often than a time.</summary>
    public long BeforeThereWerePosts { get; private set; }

    /// <summary>The first refusal.</summary>
    public Fault? FirstFault => _first;

    /// <summary>The earliest and latest time of a good row; meaningless without one.</summary>
    public (UnixTime From, UnixTime To) Span => (_earliest, _latest);

    /// <summary>Whether a refused row already says that the source breaks off.</summary>
    public bool BreakTold { get; set; }

    /// <summary>Where the readers' sentences go.</summary>
    public IPostSink Sink => sink;

    /// <summary>Whether nothing was good for so long that going on makes no sense.</summary>
    public bool Hopeless => Rows == 0 && Refused >= options.HopelessAfter;

    /// <summary>Hands on a good row.</summary>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public void Add(in PostRow row)
    {
        if ((++Rows & (BetweenCancelChecks - 1)) == 0)
        {
            cancel.ThrowIfCancellationRequested();
        }
        AssumedZones += row.Zone == ZoneSource.Assumed ? 1 : 0;
        BeforeThereWerePosts += row.Time < Start ? 1 : 0;
        _earliest = row.Time < _earliest ? row.Time : _earliest;
        _latest = row.Time > _latest ? row.Time : _latest;
        sink.Add(in row);
    }

    /// <summary>Hands on a refusal.</summary>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public void Refuse(in Fault fault, long offset, long length)
    {
        if ((++Refused & (BetweenCancelChecks - 1)) == 0)
        {
            cancel.ThrowIfCancellationRequested();
        }
        _first ??= fault;
        sink.Refuse(in fault, offset, length);
    }
}
