using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.Evidence.Texts;

/// <summary>An original that is an archive, opened once for several of its texts; its bytes are compared with the journal before the first.</summary>
internal sealed class ArchivedTexts : IDisposable
{
    private readonly FileStream? _file;
    private readonly ArchiveReader? _reader;
    private readonly Fault _fault;

    private ArchivedTexts(Original original, FileStream? file, Fault fault)
    {
        (Sha256, _file, _fault) = (original.Sha256, file, fault);
        if (file is not null)
        {
            SourceFormat format = SourceReader.Recognise(file, original.Name).Format;
            _reader = new ArchiveReader(file, format);
        }
    }

    /// <summary>The original's hash.</summary>
    public string Sha256 { get; }

    /// <summary>Opens the original and hashes it.</summary>
    public static ArchivedTexts Open(CaseFolder folder, Original original)
    {
        Parsed<FileStream> opened = folder.OpenOriginal(original.Sha256);
        if (!opened.Ok)
        {
            return new ArchivedTexts(original, null, new Fault(new SourceLocation(original.Name, 0, 0), $"the original cannot be read: {opened.Fault.Reason}"));
        }
        if (Originals.Hash(opened.Value, null, CancellationToken.None) == original.Sha256)
        {
            opened.Value.Position = 0;
            return new ArchivedTexts(original, opened.Value, default);
        }
        opened.Value.Dispose();
        return new ArchivedTexts(original, null, new Fault(new SourceLocation(original.Name, 0, 0), "the original was changed; `tidemark audit` tells what. Nothing is read out of it"));
    }

    /// <summary>The bytes of one text.</summary>
    public Parsed<byte[]> Read(TextPlace place) => _reader is null ? Parsed<byte[]>.Failed(_fault) : _reader.Read(place);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _file?.Dispose();
    }
}
