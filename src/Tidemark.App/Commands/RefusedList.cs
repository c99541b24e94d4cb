using Tidemark.App.Outputs;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Index;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Commands;

/// <summary>The refused rows of one original as a table under out/: line, byte, length, reason.</summary>
internal static class RefusedList
{
    /// <summary>Writes the table and names it. Derived: written anew whenever the original is read.</summary>
    public static string Write(CaseFolder folder, Original original, CaseIndex index)
    {
        string path = Path.Combine(folder.Root, CaseFolder.OutName, $"refused-{original.Short}.csv");
        WholeFile.Write(path, stream =>
        {
            using var table = new CsvTable(stream, "line", "byte", "length", "reason");
            foreach (RefusedRow row in index.Refused(original.Sha256))
            {
                table.Number(row.Line);
                table.Number(row.Offset);
                table.Number(row.Length);
                table.Text(row.Reason);
                table.EndRow();
            }
        });
        return path;
    }
}
