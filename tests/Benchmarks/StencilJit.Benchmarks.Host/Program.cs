using System.Globalization;
using StencilJit.Benchmarks.Engines;
using StencilJit.Wasm;

// The engine of this repository in a process of its own: asked on standard input, as node-engine.mjs is.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [("guard" or "explicit" or "threads" or "lazy") and var mode])
{
    Console.Error.WriteLine("Usage: stenciljit-benchmark-host guard|explicit|threads|lazy; requests are read from standard input, one a line.");
    return 2;
}

using var engine = new StencilJitEngine(checksBounds: mode == "explicit", threads: mode == "threads" ? null : 1, mode == "lazy" ? CompilationMode.Lazy : CompilationMode.Eager);
EngineServer.Serve(engine, Console.In, Console.Out);
return 0;
