using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Tidemark.App.Statements;
using Tidemark.App.Terminal;
using Tidemark.Detection.Statements;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary><c>tidemark statements ARTICLE…</c>: who says what in articles, with which stance, through whose hands.</summary>
internal static class StatementsCommand
{
    public static CommandEntry Entry { get; } = new(
        "statements", "list who says, denies, asks or declines what in articles, and through whose hands",
        ["tidemark statements article.txt", "tidemark statements article.txt second.txt --json"], Make);

    private static Command Make()
    {
        var files = new Argument<string[]>("ARTICLE") { Description = "articles: plain text in UTF-8, one paragraph a line, or saved web pages", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "one JSON document on stdout: an object for one article, an array for several" };
        var command = new Command(
            "statements",
            "Finds statements in articles: speaker, cue, stance, hedges, content, time and the chain of hands. It says what the article attributes to whom; not that it was said, and not that it is true. Each statement names the rule that found it; an uncertain one rests on something guessed.")
        {
            files, json,
        };
        command.SetAction(call => Run(call.GetValue(files)!, call.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, bool json)
    {
        CancellationToken cancel = Interrupt.Token;
        using var progress = new Progress("Reading articles", "articles", files.Length);
        int refused = 0;
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        if (json && files.Length > 1)
        {
            Console.Out.Write('[');
        }
        for (int i = 0; i < files.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            Parsed<ArticleRead> read = Read(files[i], out string sha256);
            if (!read.Ok)
            {
                refused++;
            }
            if (json)
            {
                buffer.ResetWrittenCount();
                using (var writer = new Utf8JsonWriter(buffer))
                {
                    if (read.Ok)
                    {
                        StatementsJson.Write(writer, files[i], read.Value, sha256);
                    }
                    else
                    {
                        StatementsJson.WriteError(writer, files[i], read.Fault.ToString());
                    }
                }
                Console.Out.Write((i > 0 ? ",\n" : "") + Encoding.UTF8.GetString(buffer.WrittenSpan));
            }
            else if (read.Ok)
            {
                if (i > 0)
                {
                    Console.Out.WriteLine();
                }
                StatementsText.Write(Console.Out, files[i], read.Value.Statements);
            }
            else
            {
                Console.Error.WriteLine("tidemark: " + Plain.Text(read.Fault.ToString()));
            }
            progress.Report(i + 1);
        }
        if (json)
        {
            Console.Out.WriteLine(files.Length > 1 ? "]" : "");
        }
        if (json && refused > 0)
        {
            Console.Error.WriteLine($"tidemark: {refused} of {files.Length} files could not be read; their entries say why.");
        }
        return refused > 0 ? Exit.WrongInput : Exit.Done;
    }

    private static Parsed<ArticleRead> Read(string path, out string sha256)
    {
        sha256 = "";
        Parsed<ArticleFile> file = ArticleFile.Read(path);
        if (!file.Ok)
        {
            return Parsed<ArticleRead>.Failed(file.Fault);
        }
        sha256 = file.Value.Sha256;
        return file.Value.Page is { } bytes
            ? ArticlePage.Read(path, bytes)
            : Parsed<ArticleRead>.Of(new ArticleRead(StatementReader.Read(file.Value.Text), null));
    }
}
