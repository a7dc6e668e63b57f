namespace StencilJit.Wasm.Wasi;

/// <summary>What a WASI program is given. Nothing of the machine but what stands here is open to it.</summary>
public sealed class WasiConfiguration
{
    /// <summary>The arguments, the program's own name first.</summary>
    public IList<string> Arguments { get; } = [];

    /// <summary>The environment variables, in order.</summary>
    public IList<KeyValuePair<string, string>> Environment { get; } = [];

    /// <summary>The directories that the program may use, with all that is in them.</summary>
    public IList<WasiDirectory> Directories { get; } = [];

    /// <summary>What the program reads as its standard input; at first nothing.</summary>
    public Stream Input { get; set; } = Stream.Null;

    /// <summary>Where the program's standard output goes; at first nowhere.</summary>
    public Stream Output { get; set; } = Stream.Null;

    /// <summary>Where the program's standard error goes; at first nowhere.</summary>
    public Stream Error { get; set; } = Stream.Null;

    /// <summary>Whether standard input is a terminal.</summary>
    public bool IsInputTerminal { get; set; }

    /// <summary>Whether standard output is a terminal: programs then write line by line.</summary>
    public bool IsOutputTerminal { get; set; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool IsErrorTerminal { get; set; }

    /// <summary>What tells the time, and how long to wait.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Ends what the program waits for.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Connects the three standard streams to those of this process.</summary>
    public void UseConsole()
    {
        Input = StandardStream.Open(0);
        Output = StandardStream.Open(1);
        Error = StandardStream.Open(2);
        IsInputTerminal = !Console.IsInputRedirected;
        IsOutputTerminal = !Console.IsOutputRedirected;
        IsErrorTerminal = !Console.IsErrorRedirected;
    }
}
