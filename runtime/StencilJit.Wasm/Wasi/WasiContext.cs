using System.Text;

namespace StencilJit.Wasm.Wasi;

/// <summary>
/// A program's connection to the machine: the functions of <c>wasi_snapshot_preview1</c>, which its module imports, and
/// what they work on. It serves one program at a time.
/// </summary>
public sealed partial class WasiContext : IDisposable
{
    // Numbers of a strict UTF-8: what is no text is an error of the program's.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[][] _arguments;
    private readonly byte[][] _environment;
    private readonly DescriptorTable _descriptors = new();
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;

    /// <summary>Opens what a program is given.</summary>
    /// <param name="configuration">What it is given; later changes of it have no effect.</param>
    /// <exception cref="DirectoryNotFoundException">A directory that the program is to be given is not there.</exception>
    public WasiContext(WasiConfiguration configuration)
    {
        _arguments = [.. configuration.Arguments.Select(ZeroTerminated)];
        _environment = [.. configuration.Environment.Select(variable => ZeroTerminated($"{variable.Key}={variable.Value}"))];
        _time = configuration.TimeProvider;
        _cancellation = configuration.Cancellation;
        _descriptors.Add(new StreamDescriptor(configuration.Input, isInput: true, configuration.IsInputTerminal));
        _descriptors.Add(new StreamDescriptor(configuration.Output, isInput: false, configuration.IsOutputTerminal));
        _descriptors.Add(new StreamDescriptor(configuration.Error, isInput: false, configuration.IsErrorTerminal));
        foreach (var directory in configuration.Directories)
            _descriptors.Add(new DirectoryDescriptor(new SandboxDirectory(FinalPath(directory.HostPath)), directory.GuestPath));
    }

    /// <summary>Closes the files that the program left open. The standard streams stay open.</summary>
    public void Dispose() => _descriptors.Dispose();

    private static byte[] ZeroTerminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    /// <summary>The directory itself where the path is a link: within it no link is followed unchecked.</summary>
    private static string FinalPath(string path)
    {
        var directory = new DirectoryInfo(path);
        if (!directory.Exists)
            throw new DirectoryNotFoundException($"The directory {path} to give to the program does not exist.");
        return Path.TrimEndingDirectorySeparator((directory.ResolveLinkTarget(returnFinalTarget: true) ?? directory).FullName);
    }
}
