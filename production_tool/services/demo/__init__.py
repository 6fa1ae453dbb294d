"""Demo studios to look around in, made through the services like everybody's."""

from production_tool.services.demo.loading import DemoLogin, load_demo

__all__ = ["DemoLogin", "load_demo"]
