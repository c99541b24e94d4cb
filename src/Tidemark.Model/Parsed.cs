using System.Diagnostics.CodeAnalysis;

namespace Tidemark.Model;

/// <summary>Where in a source something stands, as a person would look it up.</summary>
/// <param name="File">The file as the user named it; never an absolute path the user did not give.</param>
/// <param name="Line">Line number, 1 for the first line; 0 where the file has no lines.</param>
/// <param name="Byte">Offset in bytes from the start of the decompressed file, 0 for the first.</param>
public readonly record struct SourceLocation(string File, long Line, long Byte)
{
    /// <summary>"posts.csv line 812, byte 90114".</summary>
    public override string ToString() => Line > 0
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File} line {Line}, byte {Byte}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File} byte {Byte}");
}

/// <summary>A located reason why something could not be read. Never thrown: bad data is a value.</summary>
/// <param name="Where">The place.</param>
/// <param name="Reason">What is wrong there, with the offending value, as the end of a sentence.</param>
public readonly record struct Fault(SourceLocation Where, string Reason)
{
    /// <summary>"posts.csv line 812, byte 90114: time '31/13/2024' is not a date".</summary>
    public override string ToString() => $"{Where}: {Reason}";
}

/// <summary>
/// Either a value or the reason why there is none. Invariant: exactly one of the two; <c>default</c> is a fault
/// without a place, so that a forgotten result can never pass for a value.
/// </summary>
/// <typeparam name="T">What was to be read.</typeparam>
public readonly struct Parsed<T>
{
    private readonly T? _value;
    private readonly Fault _fault;

    private Parsed(T? value, Fault fault, bool ok) => (_value, _fault, Ok) = (value, fault, ok);

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(_value))]
    public bool Ok { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: a bug in the caller, who did not ask <see cref="Ok"/>.</exception>
    public T Value => Ok ? _value : ThrowNoValue();

    /// <summary>The reason; meaningful only where <see cref="Ok"/> is false.</summary>
    public Fault Fault => _fault;

    /// <summary>A value was read.</summary>
    public static Parsed<T> Of(T value) => new(value, default, true);

    /// <summary>No value could be read.</summary>
    public static Parsed<T> Failed(Fault fault) => new(default, fault, false);

    /// <summary>No value could be read.</summary>
    public static Parsed<T> Failed(SourceLocation where, string reason) => Failed(new Fault(where, reason));

    [DoesNotReturn]
    private T ThrowNoValue() => throw new InvalidOperationException($"No value was parsed: {_fault}");
}
