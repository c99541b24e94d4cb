using Tidemark.Evidence.Index;

namespace Tidemark.App.Terminal;

/// <summary>What the system says when it cannot do something, as one sentence with what to do next.</summary>
internal static class Failures
{
    private const string Full = "no space left";

    /// <summary>The path and the reason; of a database's message the reason alone, not the statement it was about.</summary>
    public static string Words(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        string message = failure is DuckFailure index ? index.Reason + "." : failure.Message.TrimEnd();
        bool full = message.Contains(Full, StringComparison.OrdinalIgnoreCase) || message.Contains("disk was full", StringComparison.OrdinalIgnoreCase);
        return full ? $"{message.TrimEnd('.')}. Make room and call it again; what was complete is kept." : message;
    }

    /// <summary>
    /// What .NET makes of EFBIG, the answer of a disk or an account with a limit to the size of files: an argument that nobody gave.
    /// </summary>
    public static bool IsTooLarge(ArgumentOutOfRangeException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.StackTrace?.Contains(" System.IO.", StringComparison.Ordinal) == true
            && failure.Message.Contains("file length", StringComparison.OrdinalIgnoreCase);
    }
}
