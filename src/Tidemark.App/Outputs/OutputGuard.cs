using Tidemark.App.Inputs;
using Tidemark.Evidence.Custody;

namespace Tidemark.App.Outputs;

/// <summary>
/// What every command that writes where the user says must ask first: never over the record of a case, whichever case it is, and never
/// over a file that is not Tidemark's own unless the user says so.
/// </summary>
internal static class OutputGuard
{
    /// <summary>The word with which a user gives up a file that Tidemark did not write.</summary>
    public const string Overwrite = "--overwrite";

    /// <summary>What the option is for, in `--help`.</summary>
    public const string OverwriteHelp = "write over files of these names that Tidemark did not write; the record of a case is never written over";

    /// <summary>Refuses what is no name.</summary>
    public static string Named(string chosen, bool isFolder)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        return chosen.Length == 0 || chosen.Contains('\0', StringComparison.Ordinal)
            ? throw new Refusal($"--out is empty; name a {(isFolder ? "folder" : "file")}.")
            : chosen;
    }

    /// <summary>Refuses a place in the record of a case: its journal, its originals, its findings; only its <c>out/</c> is for results.</summary>
    /// <param name="chosen">As the user wrote it.</param>
    public static void RefuseRecord(string chosen)
    {
        if (CaseFolder.RecordAround(RealPath.Of(chosen)) is { } root)
        {
            throw new Refusal($"{chosen} lies in the record of the case {Path.GetFileName(root)}; results go into its {CaseFolder.OutName}/ or outside it.");
        }
    }

    /// <summary>Refuses a file that cannot be replaced without loss: a folder, a link, a device, or one that is not ours.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="isOurs">Whether a file that is there was written by Tidemark; asked only of regular files.</param>
    /// <param name="what">What a file of ours would be: "a report of Tidemark".</param>
    /// <param name="overwrite">The user gives up whatever file is there.</param>
    public static void RefuseForeign(string file, Func<string, bool> isOurs, string what, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(isOurs);
        if (new FileInfo(file).LinkTarget is { } target)
        {
            throw new Refusal($"{file} is a link to {target}; name the file itself.");
        }
        if (Directory.Exists(file))
        {
            throw new Refusal($"{file} is a folder; --out names a file.");
        }
        switch (FileTypes.Of(file))
        {
            case FileType.Missing:
                return;
            case FileType.Regular when overwrite || isOurs(file):
                return;
            case FileType.Regular:
                throw new Refusal($"{file} is there already and is not {what}; name another file, move it away, or give it up with {Overwrite}. Nothing was written.");
            default:
                throw new Refusal($"{file} is a pipe, socket or device; name a file.");
        }
    }
}
