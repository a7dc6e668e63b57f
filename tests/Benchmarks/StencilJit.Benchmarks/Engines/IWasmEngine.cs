using StencilJit.Benchmarks.Programs;

namespace StencilJit.Benchmarks.Engines;

/// <summary>Something that runs WebAssembly, with one thread and one compiler.</summary>
internal interface IWasmEngine : IDisposable
{
    string Name { get; }

    /// <summary>What exactly it is: version and settings.</summary>
    string Description { get; }

    /// <summary>Compiles a module several times and keeps nothing.</summary>
    /// <returns>The seconds in the compiler, together.</returns>
    double Compile(string module, int count);

    /// <summary>Runs a program's _start in so many new instances.</summary>
    RunResult Run(SampleProgram program, int count);

    /// <summary>Runs a program once that needs files.</summary>
    RunResult Run(SystemProgram program);
}
