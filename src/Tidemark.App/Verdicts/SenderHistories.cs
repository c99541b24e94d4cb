using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>The check against a sender's own earlier mails, read once for all files of a call.</summary>
internal static class SenderHistories
{
    /// <summary>What judges a mail against the folder; null if no folder is given.</summary>
    /// <exception cref="Refusal">There is no such folder.</exception>
    public static Func<RawMail, Check>? Open(string? folder) =>
        folder is null ? null : throw new Refusal("--history: comparing a mail with its sender's earlier ones is not built yet.");
}
