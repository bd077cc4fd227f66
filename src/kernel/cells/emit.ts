import * as ts from "@tslab/typescript-for-tslab";

/**
 * Emits a file as CommonJS in one step.
 *
 * tslab 1.0.22 emits a module, parses that again and emits CommonJS from it, which costs as much as all the rest. Its
 * transformer works on what was written just as well: it runs before TypeScript's own ones here, not after.
 *
 * @param before the file of the earlier cells' declarations
 */
export function emitCommonJs(
  program: ts.Program,
  before: ts.SourceFile | undefined,
  ...[file, write, token, typesOnly, tslab]: Parameters<ts.Program["emit"]>
): ts.EmitResult {
  const transformers = (tslab?.after ?? []) as ts.TransformerFactory<ts.SourceFile>[]; // because tslab gives no others
  return program.emit(file, write, token, typesOnly, {
    before: [ownCopy, mendShorthands(program.getTypeChecker(), before), ...transformers],
    afterDeclarations: tslab?.afterDeclarations,
  });
}

/** tslab's transformer writes into the file that it is given; the declarations are emitted from it afterwards. */
const ownCopy: ts.TransformerFactory<ts.SourceFile> = (context) => (file) =>
  context.factory.updateSourceFile(file, [...file.statements]);

/**
 * Mends `f({ x })` where x is a name of an earlier cell: tslab 1.0.22 leaves the shorthand as it is, and x is not defined,
 * since it is `exports.x` that is meant.
 */
function mendShorthands(
  checker: ts.TypeChecker,
  before: ts.SourceFile | undefined,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isShorthandPropertyAssignment(node)) {
        const { declarations } = checker.getShorthandAssignmentValueSymbol(node) ?? {};
        if (before && declarations?.some((each) => each.getSourceFile() === before)) {
          const value = factory.createPropertyAccessExpression(
            factory.createIdentifier("exports"),
            node.name.text,
          );
          return factory.createPropertyAssignment(node.name.text, value);
        }
      }
      return ts.visitEachChild(node, visit, context);
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
