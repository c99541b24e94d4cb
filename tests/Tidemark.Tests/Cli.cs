using System.Text;
using Tidemark.App;

namespace Tidemark.Tests;

/// <summary>The program called in process: what it printed, and how it ended. Tests may run side by side.</summary>
internal sealed record Cli(int Exit, string Out, string Error)
{
    private static readonly AsyncLocal<StringBuilder?> OutHere = new();
    private static readonly AsyncLocal<StringBuilder?> ErrorHere = new();

    static Cli()
    {
        Console.SetOut(new Diverted(Console.Out, OutHere));
        Console.SetError(new Diverted(Console.Error, ErrorHere));
    }

    public static Cli Run(params string[] args)
    {
        var output = new StringBuilder();
        var error = new StringBuilder();
        OutHere.Value = output;
        ErrorHere.Value = error;
        try
        {
            int exit = Program.Run(args);
            lock (output)
            {
                lock (error)
                {
                    return new Cli(exit, output.ToString(), error.ToString());
                }
            }
        }
        finally
        {
            OutHere.Value = null;
            ErrorHere.Value = null;
        }
    }

    /// <summary>Console is one for the whole process; this writer sends each call's text to that call's own buffer.</summary>
    private sealed class Diverted(TextWriter console, AsyncLocal<StringBuilder?> here) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (here.Value is { } buffer)
            {
                lock (buffer)
                {
                    buffer.Append(value);
                }
            }
            else
            {
                console.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(ReadOnlySpan<char> value)
        {
            if (here.Value is { } buffer)
            {
                lock (buffer)
                {
                    buffer.Append(value);
                }
            }
            else
            {
                console.Write(value);
            }
        }

        public override void Flush()
        {
            if (here.Value is null)
            {
                console.Flush();
            }
        }
    }
}
