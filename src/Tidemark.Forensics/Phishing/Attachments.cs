namespace Tidemark.Forensics.Phishing;

/// <summary>Which attached files can run, carry macros or hide others. The name alone is read; nothing is opened.</summary>
internal static class Attachments
{
    // What mail gateways hold back by name: programs and scripts, containers, pages opened from the disk, documents with macros.
    private static readonly HashSet<string> Kinds = new(
        ("exe scr com pif bat cmd ps1 js jse vbs vbe wsf hta jar msi lnk url reg chm iso img vhd zip rar 7z ace cab gz tgz html htm shtml svg one docm dotm xlsm xlsb xltm pptm rtf").Split(' '), StringComparer.Ordinal);

    public static string? Risk(MessagePart part)
    {
        string name = (part.FileName ?? "").Trim().TrimEnd('.').ToLowerInvariant();
        int dot = name.LastIndexOf('.');
        return dot >= 0 && Kinds.Contains(name[(dot + 1)..]) ? name[(dot + 1)..] : null;
    }
}
