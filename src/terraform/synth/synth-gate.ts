import { TerraformElement, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Problems } from '../../core/private';

export type Check = (problems: Problems) => void;

const GATE_ID = 'MlPlatformSynthGate';

/** The gates that were asked to prepare since the App's last synth began; a gate that is asked again begins the next one. */
const passes = new WeakMap<IConstruct, Set<SynthGate>>();

/**
 * The place in a stack where this library learns that synth has begun. It renders nothing of its own.
 *
 * cdktf offers no "before synth" hook. But `App.synth` calls `prepareStack` of every stack before it writes the first file, and that asks every
 * element of the stack for its `toTerraform`. The first gate that is asked speaks for the whole App: all providers are chosen and all checks
 * run, and their problems are thrown together, so that nothing has been written yet. (`node.addValidation` would be too late: it runs stack by
 * stack, after the stacks before it are on the disk.)
 *
 * Aspects run later, stack by stack, in the writing phase. Therefore providers are chosen again for what an Aspect has added; and therefore no
 * Aspect may make a reference between stacks: the output that it needs would land in a stack that is already written.
 */
export class SynthGate extends TerraformElement {
  public static of(construct: IConstruct): SynthGate {
    const stack = TerraformStack.of(construct);
    return (stack.node.tryFindChild(GATE_ID) as SynthGate | undefined) ?? new SynthGate(stack);
  }

  private static run(gates: readonly SynthGate[], withChecks: boolean): void {
    const problems = new Problems();
    gates.forEach((gate) => gate.steps.forEach((step) => step(problems)));
    if (withChecks) gates.forEach((gate) => gate.checks.forEach(({ construct, check }) => problems.collect(() => runAt(construct, check))));
    problems.throwIfAny();
  }

  private readonly steps: Check[] = [];
  private readonly checks: { readonly construct: IConstruct; readonly check: Check }[] = [];
  private readonly fragments: (() => object)[] = [];
  private prepared = false;
  private writing = false;

  private constructor(stack: TerraformStack) {
    super(stack, GATE_ID);
  }

  /** Runs before all checks, and again when the stack is written, after its Aspects. */
  public settle(step: Check): void {
    this.steps.push(step);
  }

  /** Runs once before anything is written. */
  public check(construct: IConstruct, check: Check): void {
    this.checks.push({ construct, check });
  }

  /** Merges a piece of Terraform JSON into the stack when it is written. */
  public contribute(fragment: () => object): void {
    this.fragments.push(fragment);
  }

  /** The first that is asked of an element in the writing phase. */
  public override toMetadata(): object {
    this.writing = true;
    // `Testing.synth` writes without preparing.
    if (this.prepared) {
      SynthGate.run([this], false);
    } else {
      this.runForApp();
    }
    return {};
  }

  public override toTerraform(): object {
    if (this.writing) return this.write();
    this.beginPassIfNew();
    return {};
  }

  public override toHclTerraform(): object {
    return this.write();
  }

  private write(): object {
    this.writing = false;
    return this.fragments.map((fragment) => fragment()).reduce(merge, {});
  }

  private beginPassIfNew(): void {
    const seen = passes.get(this.node.root);
    if (seen && !seen.has(this)) {
      seen.add(this);
      return;
    }
    passes.set(this.node.root, new Set([this]));
    this.runForApp();
  }

  private runForApp(): void {
    const gates = this.node.root.node.findAll().filter((c): c is SynthGate => c instanceof SynthGate);
    gates.forEach((gate) => (gate.prepared = true));
    SynthGate.run(gates, true);
  }
}

function runAt(construct: IConstruct, check: Check): void {
  const own = new Problems(construct);
  check(own);
  own.throwIfAny();
}

type Json = Record<string, unknown>;

function merge(into: Json, from: object): Json {
  for (const [key, value] of Object.entries(from)) {
    into[key] = isJson(value) ? merge(isJson(into[key]) ? into[key] : {}, value) : value;
  }
  return into;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
