using Tidemark.Model;

namespace Tidemark.Evidence.Custody;

/// <summary>Withdraws evidence. Nothing is deleted: the journal says from when on, and why, it may not be used.</summary>
public sealed class Retraction
{
    private readonly CaseFolder _case;
    private readonly Func<UnixTime> _now;

    /// <summary>Retractions in one case.</summary>
    /// <param name="case">Opened for writing.</param>
    /// <param name="now">The caller's clock.</param>
    public Retraction(CaseFolder @case, Func<UnixTime> now) => (_case, _now) = (@case, now);

    /// <summary>Withdraws an original.</summary>
    public void Withdraw(Original original, string reason)
    {
        ArgumentNullException.ThrowIfNull(original);
        _case.Journal.Append(_now(), JournalKind.Retracted, writer =>
        {
            writer.WriteString("sha256", original.Sha256);
            writer.WriteString("name", original.Name);
            writer.WriteString("reason", reason);
        });
        _case.Refresh();
    }

    /// <summary>Ends an addition that was interrupted and is no longer wanted.</summary>
    public void GiveUp(OpenAddition addition, string reason)
    {
        ArgumentNullException.ThrowIfNull(addition);
        _case.Journal.Append(_now(), JournalKind.AddStopped, writer =>
        {
            writer.WriteNumber("begun", addition.Begun);
            writer.WriteString("reason", reason);
        });
        _case.Refresh();
    }
}
