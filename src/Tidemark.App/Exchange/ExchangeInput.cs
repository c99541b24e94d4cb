using System.Globalization;
using Tidemark.App.Inputs;
using Tidemark.App.Terminal;
using Tidemark.Model;
using Tidemark.Publishing.Json;

namespace Tidemark.App.Exchange;

/// <summary>Reads a file for exchange into memory, whole, within bounds.</summary>
internal static class ExchangeInput
{
    /// <summary>
    /// The largest file: with the table of its values it stays below a gigabyte. A million objects of STIX take about 300 MB, and offsets
    /// of the table end at 2^28 bytes.
    /// </summary>
    public const long Largest = 256L << 20;

    /// <summary>The document; or why there is none, with line and byte.</summary>
    /// <exception cref="Refusal">There is no regular file of this name, or it is too large.</exception>
    public static Parsed<JsonTree> Read(string path)
    {
        InputFile.Regular(path);
        long size = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : new FileInfo(path).Length;
        if (size >= Largest)
        {
            throw new Refusal(string.Create(
                CultureInfo.InvariantCulture, $"'{Plain.Text(path)}' has {size:N0} bytes; up to {Largest:N0} can be checked. Split it."));
        }
        return JsonTree.Read(File.ReadAllBytes(path), path);
    }
}
