"""Loads the one played module, as woob loads a real one: settings are checked, what it keeps goes through the storage."""

import importlib.util
import pathlib

from woob.exceptions import ModuleLoadError


class ConfigError(Exception):
    def __init__(self, message, bad_fields=None):
        super().__init__(message)
        self.bad_fields = bad_fields


class WoobBase:
    VERSION = "3.7"

    def __init__(self, modules_path=None):
        self.path = pathlib.Path(modules_path or pathlib.Path.home() / "modules")

    def load_or_install_module(self, name):
        file = self.path / f"{name}.py"
        if not file.is_file():
            raise ModuleLoadError(f"no module at {file}")
        spec = importlib.util.spec_from_file_location(f"woob_modules.{name}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.Played.config = {value.id: value for value in module.CONFIG}
        return module.Played

    def load_backend(self, module_name, name, params=None, storage=None):
        klass = self.load_or_install_module(module_name)
        params = params or {}
        for value in klass.config.values():
            given = params.get(value.id, value.default)
            if given is None and value.required:
                raise ConfigError(f"missing {value.id}", [value.id])
            if value.choices and given is not None and given not in value.choices:
                raise ConfigError(f"{given} is not offered", [value.id])
        storage.load("backends", name, {})
        return klass(name, {value: params.get(value) for value in klass.config}, storage)


class Woob(WoobBase):
    pass
