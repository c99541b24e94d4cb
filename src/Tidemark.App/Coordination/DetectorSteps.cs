using Tidemark.App.Terminal;

namespace Tidemark.App.Coordination;

/// <summary>The detector's steps as progress on a terminal. May be told from several threads.</summary>
internal sealed class DetectorSteps : IDisposable
{
    private readonly Lock _lock = new();
    private Progress? _now;
    private string? _doing;

    public void Say(string doing, int done, int total)
    {
        lock (_lock)
        {
            if (doing != _doing)
            {
                _now?.Dispose();
                _now = new Progress($"Testing: {doing}", "done", total);
                _doing = doing;
            }
            _now!.Report(done);
        }
    }

    public void Dispose() => _now?.Dispose();
}
