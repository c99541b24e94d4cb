namespace Tidemark.Forensics.Mail.Parts;

/// <summary>One part of a mail as a range of bytes (RFC 2046, section 5.1).</summary>
/// <param name="Parent">Index of the part it lies in; -1 for the mail itself.</param>
/// <param name="Type">What it says it is.</param>
/// <param name="Encoding">Its Content-Transfer-Encoding in lower case; empty if not given.</param>
/// <param name="Start">Where it begins with its own header, in the mail's body.</param>
/// <param name="Content">Where its content begins.</param>
internal sealed record MailPart(int Parent, ContentType Type, string Encoding, int Start, int Content)
{
    /// <summary>Where it ends: before the line end that belongs to the next boundary.</summary>
    public int End { get; set; }
}
