namespace Tidemark.Forensics.Documents.Pdf;

/// <summary>Placeholder to be replaced.</summary>
internal static class HiddenText
{
    public static void Search(PdfFile file, SelfDescription into)
    {
        _ = file;
        _ = into;
    }
}
