using System.Runtime.InteropServices;

namespace Tidemark.App.Terminal;

/// <summary>
/// Ctrl-C as a cancellation: the first one asks the work to stop at its next safe place, the second ends the process at once.
/// A request to terminate (SIGTERM, a closed terminal) asks likewise. Signals are watched only once somebody takes the token.
/// </summary>
internal static class Interrupt
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly Lock Gate = new();

    // Kept alive: a collected registration would no longer be called.
    private static List<PosixSignalRegistration>? _registrations;

    /// <summary>Cancelled when the user asks to stop.</summary>
    public static CancellationToken Token
    {
        get
        {
            lock (Gate)
            {
                _registrations ??=
                [
                    PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
                    PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
                    PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
                ];
            }
            return Source.Token;
        }
    }

    /// <summary>Whether the user asked to stop.</summary>
    public static bool Requested => Source.IsCancellationRequested;

    private static void OnSignal(PosixSignalContext context)
    {
        if (Source.IsCancellationRequested)
        {
            return; // Not cancelled a second time: the system's default ends the process.
        }
        context.Cancel = true;
        Console.Error.WriteLine("tidemark: stopping at the next safe place (once more ends at once) …");
        Source.Cancel();
    }
}
