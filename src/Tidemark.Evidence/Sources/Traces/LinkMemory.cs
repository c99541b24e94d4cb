using Tidemark.Model;

namespace Tidemark.Evidence.Sources.Traces;

/// <summary>
/// The canonical forms of the links met last: what is shared is shared often, and looking a link up costs a tenth of working it out. Once
/// 65,536 different ones are held it starts afresh, so that memory stays bounded (about 20 MB with ordinary links).
/// </summary>
internal sealed class LinkMemory(LinkForm form)
{
    private const int Most = 1 << 16;

    /// <summary>Longer ones are worked out each time: few, and no reason to hold them.</summary>
    private const int LongestHeld = 256;

    private Names _raw = new();
    private readonly List<(int Start, int Link, int Host, bool IsShort)> _known = [];

    // One array for all forms: an object a link would live long enough to cost the collector more than the look-up saves.
    private byte[] _forms = new byte[1 << 16];
    private int _used;

    /// <summary>The canonical form of a link, its host, and whether only the network could say where it leads.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> host, out bool isShort)
    {
        if (raw.Length > LongestHeld)
        {
            form.Read(raw);
            host = form.Host;
            isShort = form.IsShort;
            return form.Link;
        }
        int id = _raw.Find(raw);
        if (id < 0)
        {
            if (_known.Count == Most)
            {
                _raw = new Names();
                _known.Clear();
                _used = 0;
            }
            form.Read(raw);
            id = _raw.Intern(raw);
            _known.Add((_used, form.Link.Length, form.Host.Length, form.IsShort));
            Keep(form.Link);
            Keep(form.Host);
        }
        (int start, int link, int hostLength, isShort) = _known[id];
        host = _forms.AsSpan(start + link, hostLength);
        return _forms.AsSpan(start, link);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_used + bytes.Length > _forms.Length)
        {
            Array.Resize(ref _forms, Math.Max(_used + bytes.Length, _forms.Length * 2));
        }
        bytes.CopyTo(_forms.AsSpan(_used));
        _used += bytes.Length;
    }
}
