"""The variables that a specification names: those of the file, and those made from others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from analytics.analysis.derive import derive, inputs_of
from analytics.analysis.refusal import AnalysisError, unknown
from analytics.analysis.spec import Condition, Derivation, Filter, SetSpec, VariableSpec
from analytics.analysis.variables import Mask, Variable, declared, of_column
from analytics.surveyfiles import SurveyFile
from analytics.tabulation.axes import Axis, Overlapping


@dataclass
class Dataset:
    """Variables by name, each made once when it is first wanted."""

    file: SurveyFile
    variables: Mapping[str, VariableSpec]
    derivations: Mapping[str, Derivation]
    sets: Mapping[str, SetSpec]
    _made: dict[str, Variable] = field(default_factory=dict)
    _making: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return self.file.rows

    def variable(self, name: str, path: str) -> Variable:
        """A variable; `path` is the place in the specification that names it.

        Raises AnalysisError when there is none, or it is made from itself.
        """
        if name not in self._made:
            self._made[name] = self._make(name, path)
        return self._made[name]

    def axis(self, name: str, path: str, *, with_missing: bool = False) -> Axis:
        """The categories of a variable or of a multiple response."""
        if name in self.sets:
            return self._set(self.sets[name], f"sets.{name}")
        return self.variable(name, path).axis(with_missing=with_missing)

    def labels(self, name: str, path: str) -> Mapping[str, str]:
        """The labels of the codes of a variable or of a multiple response."""
        if name not in self.sets:
            return self.variable(name, path).labels
        spec = self.sets[name]
        found = {each: self.variable(each, path).label for each in spec.of} if spec.counted is not None else {}
        if spec.counted is None:
            found = dict(self.variable(spec.of[0], path).labels)
        return {**found, **spec.labels}

    def kept(self, conditions: Filter, path: str) -> Mask:
        """The rows of which all conditions hold."""
        mask = np.ones(self.rows, dtype=np.bool_)
        for place, condition in enumerate(conditions):
            mask &= self._holds(condition, f"{path}[{place}].variable")
        return mask

    def _holds(self, condition: Condition, path: str) -> Mask:
        found = self.variable(condition.variable, path)
        mask = np.ones(self.rows, dtype=np.bool_)
        if condition.one_of is not None:
            mask &= found.among(condition.one_of)
        if condition.none_of is not None:
            mask &= found.asked & ~found.among(condition.none_of)
        with np.errstate(invalid="ignore"):
            if condition.at_least is not None:
                mask &= found.numbers >= condition.at_least
            if condition.at_most is not None:
                mask &= found.numbers <= condition.at_most
        return mask if condition.missing is None else mask & (found.answered != condition.missing)

    def _make(self, name: str, path: str) -> Variable:
        if name in self._making:
            raise AnalysisError(f"derive.{name}", "a variable cannot be made from itself")
        if name in self.derivations:
            made = self._derived(name)
        elif name in self.file.columns:
            made = of_column(self.file.columns[name])
        else:
            raise unknown(path, name, [*self.file.columns, *self.derivations, *self.sets])
        return declared(made, self.variables[name]) if name in self.variables else made

    def _derived(self, name: str) -> Variable:
        derivation, path = self.derivations[name], f"derive.{name}"
        self._making.append(name)
        sources = {each: self.variable(each, f"{path}.of") for each in inputs_of(derivation)}
        cases = (
            [self.kept(case.where, f"{path}.cases") for case in derivation.cases] if derivation.make == "when" else []
        )
        self._making.pop()
        return derive(name, derivation, sources, cases)

    def _set(self, spec: SetSpec, path: str) -> Overlapping:
        columns = [self.variable(each, f"{path}.of") for each in spec.of]
        asked = np.logical_or.reduce([each.answered for each in columns])
        if spec.counted is not None:
            return Overlapping(spec.of, tuple(each.among((spec.counted,)) for each in columns), asked)
        codes = dict.fromkeys(code for each in columns for code in each.answers)
        ranked = columns[: spec.first]
        members = tuple(np.logical_or.reduce([each.among((code,)) for each in ranked]) for code in codes)
        return Overlapping(tuple(codes), members, asked)
