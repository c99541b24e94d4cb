using Tidemark.App.Terminal;
using Tidemark.Evidence.Sources;
using Tidemark.Model;

namespace Tidemark.App.Coordination;

/// <summary>Tells how far the reading of a file is. How many rows there will be is reckoned from the bytes read so far.</summary>
/// <param name="sink">Takes the rows.</param>
/// <param name="file">The file that is read.</param>
/// <param name="doing">What is being done with it.</param>
internal sealed class WatchedSink(IPostSink sink, FileStream file, string doing) : IPostSink, IDisposable
{
    private const int Every = 1 << 12;

    private readonly Progress _progress = new(doing, "rows");
    private long _rows;

    public void Add(in PostRow row)
    {
        sink.Add(in row);
        Count();
    }

    public void Refuse(in Fault fault, long offset, long length)
    {
        sink.Refuse(in fault, offset, length);
        Count();
    }

    public void Note(string sentence) => sink.Note(sentence);

    public void Dispose() => _progress.Dispose();

    private void Count()
    {
        if (++_rows % Every == 0)
        {
            // Compressed or not: rows and bytes of the file grow alike.
            _progress.Report(_rows, file.Position > 0 ? (long)((double)_rows / file.Position * file.Length) : 0);
        }
    }
}
