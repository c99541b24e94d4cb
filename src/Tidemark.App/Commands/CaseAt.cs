using System.CommandLine;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Model;

namespace Tidemark.App.Commands;

/// <summary>Opens the case a command names, or says why not.</summary>
internal static class CaseAt
{
    /// <summary>
    /// Refuses a word that begins with "-" where a name is expected: it is a misspelt option far more often than a name, and a command
    /// that writes must not guess. A file called so is named "./-name".
    /// </summary>
    public static Argument<T> NoOption<T>(Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } token)
            {
                result.AddError($"There is no option '{token.Value}'; a file or folder of that name is written './{token.Value}'");
            }
        });
        return argument;
    }

    /// <summary>For writing; tells what an earlier call left unfinished.</summary>
    public static CaseFolder Write(string root)
    {
        CaseFolder folder = Open(CaseFolder.OpenForWriting(Named(root)));
        if (folder.Recovered is { } recovered)
        {
            foreach (string sentence in recovered.Split('\n'))
            {
                Console.Error.WriteLine($"tidemark: {Plain.Text(sentence)}");
            }
        }
        return folder;
    }

    /// <summary>For reading.</summary>
    public static CaseFolder Read(string root) => Open(CaseFolder.OpenForReading(Named(root)));

    /// <summary>A folder's name as typed, without the slash that completion adds.</summary>
    public static string Named(string root)
    {
        if (root.Length == 0 || root.Contains('\0', StringComparison.Ordinal))
        {
            throw new Refusal("the name of the case is empty; name its folder.");
        }
        return Path.TrimEndingDirectorySeparator(root);
    }

    public static Refusal Refused(Fault fault) => new($"{fault.Where.File}: {fault.Reason}.");

    private static CaseFolder Open(Parsed<CaseFolder> opened) => opened.Ok ? opened.Value : throw Refused(opened.Fault);
}
