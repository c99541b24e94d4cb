using System.CommandLine;

namespace Tidemark.App.Commands;

/// <summary>A command as the overview knows it; the command itself is made only when it is called, so that starting stays cheap.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Summary">One line for the overview.</param>
/// <param name="Examples">Calls that work as they stand once the files exist; shown at the end of the command's help.</param>
/// <param name="Make">Builds the command with its arguments, options and action.</param>
internal sealed record CommandEntry(string Name, string Summary, IReadOnlyList<string> Examples, Func<Command> Make);
