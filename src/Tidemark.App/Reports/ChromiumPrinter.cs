using System.ComponentModel;
using System.Diagnostics;
using Tidemark.App.Terminal;

namespace Tidemark.App.Reports;

/// <summary>
/// Prints a report to PDF with a Chromium that is installed here. The browser gets an empty profile, a proxy that nobody
/// listens on and a resolver that knows no name: whatever it would like to ask, it asks nobody.
/// </summary>
internal static class ChromiumPrinter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The Chromium to use, or null: what TIDEMARK_CHROMIUM names, else the first on the path.</summary>
    public static string? Find()
    {
        string[] names = [Environment.GetEnvironmentVariable("TIDEMARK_CHROMIUM") ?? "", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.Where(name => name.Length > 0)
            .SelectMany(name => Path.IsPathRooted(name) ? [name] : folders.Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Whether a file is a PDF that Chromium printed: it names itself among the document's facts, at the beginning.</summary>
    public static bool IsPrinted(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] head = new byte[4096];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head.AsSpan(0, length).StartsWith("%PDF-"u8) && head.AsSpan(0, length).IndexOf("Skia/PDF"u8) >= 0;
    }

    /// <summary>Prints a page.</summary>
    /// <param name="program">The Chromium.</param>
    /// <param name="html">The page's file.</param>
    /// <param name="pdf">The file to write; it appears when it is complete.</param>
    /// <exception cref="Refusal">Chromium cannot be started, fails or does not come to an end.</exception>
    public static void Print(string program, string html, string pdf)
    {
        string profile = Directory.CreateTempSubdirectory("tidemark-print-").FullName;
        string unfinished = pdf + ".unfinished";
        File.Delete(unfinished);
        try
        {
            var call = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
            foreach (string argument in (string[])[
                "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-extensions", "--disable-breakpad", "--no-pings", "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
                "--host-resolver-rules=MAP * ~NOTFOUND", .. Environment.UserName == "root" ? new[] { "--no-sandbox" } : [],
                $"--user-data-dir={profile}", "--no-pdf-header-footer", $"--print-to-pdf={Path.GetFullPath(unfinished)}", new Uri(Path.GetFullPath(html)).AbsoluteUri])
            {
                call.ArgumentList.Add(argument);
            }
            using Process chromium = Process.Start(call) ?? throw new Refusal($"{Plain.Text(program)} could not be started.");
            chromium.StandardInput.Close();
            Task<string> said = chromium.StandardError.ReadToEndAsync();
            Task<string> rest = chromium.StandardOutput.ReadToEndAsync();
            if (!chromium.WaitForExit(Patience))
            {
                chromium.Kill(entireProcessTree: true);
                throw new Refusal($"{Plain.Text(program)} did not print the report within {Patience.TotalMinutes:0} minutes; open the HTML file and print it from there.");
            }
            Task.WaitAll(said, rest);
            if (chromium.ExitCode != 0 || !File.Exists(unfinished))
            {
                string last = said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no reason given";
                throw new Refusal($"{Plain.Text(program)} could not print the report: {Plain.Text(last)}. Open the HTML file and print it from there.");
            }
            File.Move(unfinished, pdf, overwrite: true);
        }
        catch (Win32Exception failure)
        {
            throw new Refusal($"{Plain.Text(program)} could not be started: {failure.Message}.");
        }
        finally
        {
            File.Delete(unfinished);
            Directory.Delete(profile, recursive: true);
        }
    }
}
