using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Object.h: sections, symbols and relocations of an object file.
public static unsafe partial class LLVM
{
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateBinary", ExactSpelling = true)]
    public static extern LLVMOpaqueBinary* CreateBinary(LLVMOpaqueMemoryBuffer* MemBuf, LLVMOpaqueContext* Context, sbyte** ErrorMessage);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeBinary", ExactSpelling = true)]
    public static extern void DisposeBinary(LLVMOpaqueBinary* BR);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMObjectFileCopySectionIterator", ExactSpelling = true)]
    public static extern LLVMOpaqueSectionIterator* ObjectFileCopySectionIterator(LLVMOpaqueBinary* BR);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMObjectFileIsSectionIteratorAtEnd", ExactSpelling = true)]
    public static extern int ObjectFileIsSectionIteratorAtEnd(LLVMOpaqueBinary* BR, LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveToNextSection", ExactSpelling = true)]
    public static extern void MoveToNextSection(LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeSectionIterator", ExactSpelling = true)]
    public static extern void DisposeSectionIterator(LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSectionName", ExactSpelling = true)]
    public static extern sbyte* GetSectionName(LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSectionAddress", ExactSpelling = true)]
    public static extern ulong GetSectionAddress(LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSectionSize", ExactSpelling = true)]
    public static extern ulong GetSectionSize(LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSectionContents", ExactSpelling = true)]
    public static extern sbyte* GetSectionContents(LLVMOpaqueSectionIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveToContainingSection", ExactSpelling = true)]
    public static extern void MoveToContainingSection(LLVMOpaqueSectionIterator* Sect, LLVMOpaqueSymbolIterator* Sym);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMObjectFileCopySymbolIterator", ExactSpelling = true)]
    public static extern LLVMOpaqueSymbolIterator* ObjectFileCopySymbolIterator(LLVMOpaqueBinary* BR);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMObjectFileIsSymbolIteratorAtEnd", ExactSpelling = true)]
    public static extern int ObjectFileIsSymbolIteratorAtEnd(LLVMOpaqueBinary* BR, LLVMOpaqueSymbolIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveToNextSymbol", ExactSpelling = true)]
    public static extern void MoveToNextSymbol(LLVMOpaqueSymbolIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeSymbolIterator", ExactSpelling = true)]
    public static extern void DisposeSymbolIterator(LLVMOpaqueSymbolIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSymbolName", ExactSpelling = true)]
    public static extern sbyte* GetSymbolName(LLVMOpaqueSymbolIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSymbolAddress", ExactSpelling = true)]
    public static extern ulong GetSymbolAddress(LLVMOpaqueSymbolIterator* SI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetRelocations", ExactSpelling = true)]
    public static extern LLVMOpaqueRelocationIterator* GetRelocations(LLVMOpaqueSectionIterator* Section);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsRelocationIteratorAtEnd", ExactSpelling = true)]
    public static extern int IsRelocationIteratorAtEnd(LLVMOpaqueSectionIterator* Section, LLVMOpaqueRelocationIterator* RI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveToNextRelocation", ExactSpelling = true)]
    public static extern void MoveToNextRelocation(LLVMOpaqueRelocationIterator* RI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeRelocationIterator", ExactSpelling = true)]
    public static extern void DisposeRelocationIterator(LLVMOpaqueRelocationIterator* RI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetRelocationOffset", ExactSpelling = true)]
    public static extern ulong GetRelocationOffset(LLVMOpaqueRelocationIterator* RI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetRelocationType", ExactSpelling = true)]
    public static extern ulong GetRelocationType(LLVMOpaqueRelocationIterator* RI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetRelocationSymbol", ExactSpelling = true)]
    public static extern LLVMOpaqueSymbolIterator* GetRelocationSymbol(LLVMOpaqueRelocationIterator* RI);
}
