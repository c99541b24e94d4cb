namespace Tidemark.App;

/// <summary>
/// The call or the input is wrong: the program says what, where and what to do next, and ends with this exit code.
/// Anything else that is thrown is a defect of Tidemark.
/// </summary>
internal sealed class Refusal : Exception
{
    public Refusal(string message, int exitCode = Exit.WrongInput)
        : base(message) => ExitCode = exitCode;

    public int ExitCode { get; }
}
