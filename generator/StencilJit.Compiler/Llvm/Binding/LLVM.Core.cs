using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

// llvm-c/Core.h, BitReader.h, Analysis.h: modules, values, types, instructions.
public static unsafe partial class LLVM
{
    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextCreate", ExactSpelling = true)]
    public static extern LLVMOpaqueContext* ContextCreate();

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextDispose", ExactSpelling = true)]
    public static extern void ContextDispose(LLVMOpaqueContext* C);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextSetDiagnosticHandler", ExactSpelling = true)]
    public static extern void ContextSetDiagnosticHandler(
        LLVMOpaqueContext* C,
        delegate* unmanaged[Cdecl]<LLVMOpaqueDiagnosticInfo*, void*, void> Handler,
        void* DiagnosticContext);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDiagInfoDescription", ExactSpelling = true)]
    public static extern sbyte* GetDiagInfoDescription(LLVMOpaqueDiagnosticInfo* DI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDiagInfoSeverity", ExactSpelling = true)]
    public static extern LLVMDiagnosticSeverity GetDiagInfoSeverity(LLVMOpaqueDiagnosticInfo* DI);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeMessage", ExactSpelling = true)]
    public static extern void DisposeMessage(sbyte* Message);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVersion", ExactSpelling = true)]
    public static extern void GetVersion(uint* Major, uint* Minor, uint* Patch);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRangeCopy", ExactSpelling = true)]
    public static extern LLVMOpaqueMemoryBuffer* CreateMemoryBufferWithMemoryRangeCopy(
        sbyte* InputData,
        nuint InputDataLength,
        sbyte* BufferName);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBufferStart", ExactSpelling = true)]
    public static extern sbyte* GetBufferStart(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBufferSize", ExactSpelling = true)]
    public static extern nuint GetBufferSize(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeMemoryBuffer", ExactSpelling = true)]
    public static extern void DisposeMemoryBuffer(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMParseBitcodeInContext2", ExactSpelling = true)]
    public static extern int ParseBitcodeInContext2(
        LLVMOpaqueContext* ContextRef,
        LLVMOpaqueMemoryBuffer* MemBuf,
        LLVMOpaqueModule** OutModule);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCloneModule", ExactSpelling = true)]
    public static extern LLVMOpaqueModule* CloneModule(LLVMOpaqueModule* M);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeModule", ExactSpelling = true)]
    public static extern void DisposeModule(LLVMOpaqueModule* M);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPrintModuleToString", ExactSpelling = true)]
    public static extern sbyte* PrintModuleToString(LLVMOpaqueModule* M);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVerifyModule", ExactSpelling = true)]
    public static extern int VerifyModule(LLVMOpaqueModule* M, LLVMVerifierFailureAction Action, sbyte** OutMessage);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstFunction(LLVMOpaqueModule* M);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextFunction(LLVMOpaqueValue* Fn);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNamedFunction(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddFunction(LLVMOpaqueModule* M, sbyte* Name, LLVMOpaqueType* FunctionTy);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteFunction", ExactSpelling = true)]
    public static extern void DeleteFunction(LLVMOpaqueValue* Fn);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNamedGlobal(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteGlobal", ExactSpelling = true)]
    public static extern void DeleteGlobal(LLVMOpaqueValue* GlobalVar);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInitializer", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetInitializer(LLVMOpaqueValue* GlobalVar);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsDeclaration", ExactSpelling = true)]
    public static extern int IsDeclaration(LLVMOpaqueValue* Global);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetLinkage", ExactSpelling = true)]
    public static extern void SetLinkage(LLVMOpaqueValue* Global, LLVMLinkage Linkage);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetVisibility", ExactSpelling = true)]
    public static extern void SetVisibility(LLVMOpaqueValue* Global, LLVMVisibility Viz);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetSection", ExactSpelling = true)]
    public static extern void SetSection(LLVMOpaqueValue* Global, sbyte* Section);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalGetValueType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GlobalGetValueType(LLVMOpaqueValue* Global);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetFunctionCallConv", ExactSpelling = true)]
    public static extern void SetFunctionCallConv(LLVMOpaqueValue* Fn, uint CC);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountParams", ExactSpelling = true)]
    public static extern uint CountParams(LLVMOpaqueValue* Fn);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetParam", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetParam(LLVMOpaqueValue* Fn, uint Index);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetValueName2", ExactSpelling = true)]
    public static extern sbyte* GetValueName2(LLVMOpaqueValue* Val, nuint* Length);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetValueName2", ExactSpelling = true)]
    public static extern void SetValueName2(LLVMOpaqueValue* Val, sbyte* Name, nuint NameLen);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumOperands", ExactSpelling = true)]
    public static extern int GetNumOperands(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOperand", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetOperand(LLVMOpaqueValue* Val, uint Index);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsConstantString", ExactSpelling = true)]
    public static extern int IsConstantString(LLVMOpaqueValue* c);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAsString", ExactSpelling = true)]
    public static extern sbyte* GetAsString(LLVMOpaqueValue* c, nuint* Length);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntGetZExtValue", ExactSpelling = true)]
    public static extern ulong ConstIntGetZExtValue(LLVMOpaqueValue* ConstantVal);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstInt(LLVMOpaqueType* IntTy, ulong N, int SignExtend);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstNull", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstNull(LLVMOpaqueType* Ty);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntToPtr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstIntToPtr(LLVMOpaqueValue* ConstantVal, LLVMOpaqueType* ToType);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPoison", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetPoison(LLVMOpaqueType* Ty);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTypeOf", ExactSpelling = true)]
    public static extern LLVMOpaqueType* TypeOf(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTypeKind", ExactSpelling = true)]
    public static extern LLVMTypeKind GetTypeKind(LLVMOpaqueType* Ty);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntTypeWidth", ExactSpelling = true)]
    public static extern uint GetIntTypeWidth(LLVMOpaqueType* IntegerTy);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetReturnType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetReturnType(LLVMOpaqueType* FunctionTy);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountParamTypes", ExactSpelling = true)]
    public static extern uint CountParamTypes(LLVMOpaqueType* FunctionTy);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetParamTypes", ExactSpelling = true)]
    public static extern void GetParamTypes(LLVMOpaqueType* FunctionTy, LLVMOpaqueType** Dest);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsFunctionVarArg", ExactSpelling = true)]
    public static extern int IsFunctionVarArg(LLVMOpaqueType* FunctionTy);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVoidTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* VoidTypeInContext(LLVMOpaqueContext* C);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIntTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* IntTypeInContext(LLVMOpaqueContext* C, uint NumBits);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMFloatTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* FloatTypeInContext(LLVMOpaqueContext* C);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDoubleTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* DoubleTypeInContext(LLVMOpaqueContext* C);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPointerTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* PointerTypeInContext(LLVMOpaqueContext* C, uint AddressSpace);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMVectorType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* VectorType(LLVMOpaqueType* ElementType, uint ElementCount);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMFunctionType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* FunctionType(
        LLVMOpaqueType* ReturnType,
        LLVMOpaqueType** ParamTypes,
        uint ParamCount,
        int IsVarArg);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStructTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* StructTypeInContext(
        LLVMOpaqueContext* C,
        LLVMOpaqueType** ElementTypes,
        uint ElementCount,
        int Packed);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetFirstUse(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetNextUse(LLVMOpaqueUse* U);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUser", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetUser(LLVMOpaqueUse* U);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMReplaceAllUsesWith", ExactSpelling = true)]
    public static extern void ReplaceAllUsesWith(LLVMOpaqueValue* OldVal, LLVMOpaqueValue* NewVal);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAppendBasicBlockInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* AppendBasicBlockInContext(LLVMOpaqueContext* C, LLVMOpaqueValue* Fn, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionParent", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetInstructionParent(LLVMOpaqueValue* Inst);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockParent", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetBasicBlockParent(LLVMOpaqueBasicBlock* BB);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockTerminator", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetBasicBlockTerminator(LLVMOpaqueBasicBlock* BB);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextInstruction(LLVMOpaqueValue* Inst);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetLastInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetLastInstruction(LLVMOpaqueBasicBlock* BB);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionEraseFromParent", ExactSpelling = true)]
    public static extern void InstructionEraseFromParent(LLVMOpaqueValue* Inst);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCalledValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetCalledValue(LLVMOpaqueValue* Instr);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsACallInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsACallInst(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsABinaryOperator", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsABinaryOperator(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAZExtInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAZExtInst(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsASExtInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsASExtInst(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetInstructionCallConv", ExactSpelling = true)]
    public static extern void SetInstructionCallConv(LLVMOpaqueValue* Instr, uint CC);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetTailCallKind", ExactSpelling = true)]
    public static extern void SetTailCallKind(LLVMOpaqueValue* CallInst, LLVMTailCallKind kind);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeKindForName", ExactSpelling = true)]
    public static extern uint GetEnumAttributeKindForName(sbyte* Name, nuint SLen);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateEnumAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* CreateEnumAttribute(LLVMOpaqueContext* C, uint KindID, ulong Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateStringAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* CreateStringAttribute(
        LLVMOpaqueContext* C,
        sbyte* K,
        uint KLength,
        sbyte* V,
        uint VLength);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddAttributeAtIndex", ExactSpelling = true)]
    public static extern void AddAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, LLVMOpaqueAttributeRef* A);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetStringAttributeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetStringAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, sbyte* K, uint KLen);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetEnumAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, uint KindID);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveEnumAttributeAtIndex", ExactSpelling = true)]
    public static extern void RemoveEnumAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, uint KindID);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateBuilderInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueBuilder* CreateBuilderInContext(LLVMOpaqueContext* C);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeBuilder", ExactSpelling = true)]
    public static extern void DisposeBuilder(LLVMOpaqueBuilder* Builder);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPositionBuilderAtEnd", ExactSpelling = true)]
    public static extern void PositionBuilderAtEnd(LLVMOpaqueBuilder* Builder, LLVMOpaqueBasicBlock* Block);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPositionBuilderBefore", ExactSpelling = true)]
    public static extern void PositionBuilderBefore(LLVMOpaqueBuilder* Builder, LLVMOpaqueValue* Instr);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildAlloca", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildAlloca(LLVMOpaqueBuilder* param0, LLVMOpaqueType* Ty, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildLoad2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildLoad2(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueType* Ty,
        LLVMOpaqueValue* PointerVal,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildStore", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildStore(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* Val, LLVMOpaqueValue* Ptr);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildGEP2(
        LLVMOpaqueBuilder* B,
        LLVMOpaqueType* Ty,
        LLVMOpaqueValue* Pointer,
        LLVMOpaqueValue** Indices,
        uint NumIndices,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildCall2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildCall2(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueType* param1,
        LLVMOpaqueValue* Fn,
        LLVMOpaqueValue** Args,
        uint NumArgs,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildRetVoid", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildRetVoid(LLVMOpaqueBuilder* param0);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildCondBr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildCondBr(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueValue* If,
        LLVMOpaqueBasicBlock* Then,
        LLVMOpaqueBasicBlock* Else);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildICmp", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildICmp(
        LLVMOpaqueBuilder* param0,
        LLVMIntPredicate Op,
        LLVMOpaqueValue* LHS,
        LLVMOpaqueValue* RHS,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildLShr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildLShr(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* LHS, LLVMOpaqueValue* RHS, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionOpcode", ExactSpelling = true)]
    public static extern LLVMOpcode GetInstructionOpcode(LLVMOpaqueValue* Inst);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildTrunc", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildTrunc(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildZExt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildZExt(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildSExt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildSExt(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* Val, LLVMOpaqueType* DestTy, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildBitCast", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildBitCast(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueValue* Val,
        LLVMOpaqueType* DestTy,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildIntToPtr", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildIntToPtr(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueValue* Val,
        LLVMOpaqueType* DestTy,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildPtrToInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildPtrToInt(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueValue* Val,
        LLVMOpaqueType* DestTy,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildExtractElement", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildExtractElement(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueValue* VecVal,
        LLVMOpaqueValue* Index,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildInsertElement", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildInsertElement(
        LLVMOpaqueBuilder* param0,
        LLVMOpaqueValue* VecVal,
        LLVMOpaqueValue* EltVal,
        LLVMOpaqueValue* Index,
        sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBuildExtractValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BuildExtractValue(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* AggVal, uint Index, sbyte* Name);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInlineAsm", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetInlineAsm(
        LLVMOpaqueType* Ty,
        sbyte* AsmString,
        nuint AsmStringSize,
        sbyte* Constraints,
        nuint ConstraintsSize,
        int HasSideEffects,
        int IsAlignStack,
        LLVMInlineAsmDialect Dialect,
        int CanThrow);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEntryBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetEntryBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetFirstBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetNextBasicBlock(LLVMOpaqueBasicBlock* BB);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstInstruction(LLVMOpaqueBasicBlock* BB);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMoveBasicBlockAfter", ExactSpelling = true)]
    public static extern void MoveBasicBlockAfter(LLVMOpaqueBasicBlock* BB, LLVMOpaqueBasicBlock* MovePos);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetLastBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetLastBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPreviousInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetPreviousInstruction(LLVMOpaqueValue* Inst);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetAlignment", ExactSpelling = true)]
    public static extern void SetAlignment(LLVMOpaqueValue* V, uint Bytes);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAInlineAsm", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAInlineAsm(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsConstant", ExactSpelling = true)]
    public static extern int IsConstant(LLVMOpaqueValue* Val);

    [DllImport(Library, CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsACastInst", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsACastInst(LLVMOpaqueValue* Val);
}
