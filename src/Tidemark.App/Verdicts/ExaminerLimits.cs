namespace Tidemark.App.Verdicts;

/// <summary>What one file may cost in the child process.</summary>
internal sealed record ExaminerLimits
{
    /// <summary>The limits of the program: with the parent they stay under 30 seconds and 1 GiB.</summary>
    public static ExaminerLimits Standard { get; } = new();

    /// <summary>Computing time; counted by the system, so that a busy machine does not condemn a file.</summary>
    public TimeSpan Processor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time on the clock, for a child that waits instead of computing.</summary>
    public TimeSpan Clock { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes of managed memory; more fails inside the child, as a value where its reader takes care.</summary>
    public long Heap { get; init; } = 400L << 20;

    /// <summary>Bytes of the whole child, at which it is ended from outside.</summary>
    public long Resident { get; init; } = 640L << 20;

    /// <summary>Bytes of one verdict.</summary>
    public int Output { get; init; } = 4 << 20;

    /// <summary>Bytes of one file.</summary>
    public int File { get; init; } = 128 << 20;
}
