using System.Diagnostics;
using Tidemark.App;
using Tidemark.App.Inputs;
using Xunit;

namespace Tidemark.Tests.App.Inputs;

public sealed class InputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-input-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_regular_file_and_a_link_to_one_are_taken()
    {
        string file = At("posts.csv");
        File.WriteAllText(file, "x");
        File.CreateSymbolicLink(At("link"), file);
        File.CreateSymbolicLink(At("link to link"), At("link"));

        Assert.Equal(file, InputFile.Regular(file));
        Assert.Equal(At("link"), InputFile.Regular(At("link")));
        Assert.Equal(At("link to link"), InputFile.Regular(At("link to link")));
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing() => Refused(At("none.csv"), "does not exist");

    [Fact]
    public void A_file_below_a_file_is_missing_too()
    {
        File.WriteAllText(At("posts.csv"), "x");
        Refused(At("posts.csv/inner"), "does not exist");
    }

    [Fact]
    public void A_folder_is_told_from_a_case()
    {
        Directory.CreateDirectory(At("folder"));
        Directory.CreateDirectory(At("case"));
        File.WriteAllText(At("case/case.yaml"), "title: x\n");

        Refused(At("folder"), "is a folder");
        Refused(At("case"), "is a case folder");
    }

    [Fact]
    public void A_link_that_leads_nowhere_or_in_a_circle_is_named_as_such()
    {
        File.CreateSymbolicLink(At("nowhere"), At("gone"));
        File.CreateSymbolicLink(At("a"), At("b"));
        File.CreateSymbolicLink(At("b"), At("a"));

        Refused(At("nowhere"), "symbolic link that leads to no file");
        Refused(At("a"), "symbolic link that leads to no file");
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_a_writer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs mkfifo");
        using (var mkfifo = Process.Start("mkfifo", [At("pipe")]))
        {
            mkfifo.WaitForExit();
        }
        Refused(At("pipe"), "is a pipe");
    }

    [Fact]
    public void A_device_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /dev");
        Refused("/dev/zero", "is a device");
        Refused("/dev/null", "is a device");
    }

    [Fact]
    public void Names_that_are_no_names_are_refused()
    {
        Refused("", "empty");
        Refused("a\0b", "NUL");
        Refused(new string('n', 5000), "does not exist");
    }

    [Fact]
    public void A_name_cannot_forge_a_second_sentence() => Refused("a\nall is well", "'a\\u{000A}all is well' does not exist");

    [Fact]
    public void A_file_without_permission_is_refused_with_what_to_do()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "needs a user whom permissions bind");
        string file = At("secret");
        File.WriteAllText(file, "x");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.None);
        }
        Refused(file, "no permission");
    }

    private static void Refused(string path, string reason)
    {
        Refusal refusal = Assert.Throws<Refusal>(() => InputFile.Regular(path));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Exit.WrongInput, refusal.ExitCode);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
