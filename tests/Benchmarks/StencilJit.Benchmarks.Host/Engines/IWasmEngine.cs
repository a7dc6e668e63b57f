using StencilJit.Benchmarks.Programs;

namespace StencilJit.Benchmarks.Engines;

/// <summary>Something that runs WebAssembly, with one thread and one compiler.</summary>
internal interface IWasmEngine : IDisposable
{
    /// <summary>Compiles a module several times and keeps nothing.</summary>
    /// <returns>The seconds in the compiler, together.</returns>
    double Compile(string module, int count);

    /// <summary>The bytes of machine code that a module becomes; 0 where the engine does not tell.</summary>
    long CodeSize(string module);

    /// <summary>Compiles a module, makes an instance and calls its function "f", so often; nothing is kept.</summary>
    /// <param name="module">A module that imports nothing; f takes an i32 and returns one.</param>
    /// <param name="count">How often.</param>
    /// <returns>The seconds from the module's bytes to the results, together.</returns>
    double CallFirst(byte[] module, int count);

    /// <summary>Runs a program's _start in so many new instances.</summary>
    RunResult Run(SampleProgram program, int count);

    /// <summary>Runs a program once that needs files.</summary>
    RunResult Run(SystemProgram program);
}
