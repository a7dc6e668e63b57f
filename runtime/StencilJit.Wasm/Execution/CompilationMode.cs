namespace StencilJit.Wasm;

/// <summary>When the functions of a module become machine code.</summary>
public enum CompilationMode
{
    /// <summary>All of them when the module is compiled: then nothing waits for the compiler any more.</summary>
    Eager,

    /// <summary>
    /// Each when it is first called: a large module can be called much sooner, and takes memory only for what it runs. All functions are
    /// validated when the module is compiled all the same.
    /// </summary>
    Lazy,
}
