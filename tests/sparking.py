"""A Spark cluster of the tests' own on loopback, and whether there can be one here."""

import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_PATIENCE = 120.0  # seconds for a process to be there


def missing() -> str | None:
    """Say what Spark lacks here, or None."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed here (stocktake[spark])"
    java = shutil.which("java")
    if java is None:
        return "Java is not installed here"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < 17:
        return f"Spark needs Java 17, not {told.splitlines()[0] if told else 'none'}"
    return None


def environment() -> dict[str, str]:
    """Give the environment in which Spark keeps to loopback and the tests' own Python."""
    return {
        **os.environ,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
        "PYSPARK_PYTHON": sys.executable,
        "OMP_NUM_THREADS": "1",
    }


@dataclass
class Cluster:
    """A master and its workers, each a process that leads its own group."""

    folder: Path
    port: int = 0
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    master: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"spark://127.0.0.1:{self.port}"

    def start(self, workers: int) -> None:
        """Start a master and its workers, and wait until they know each other."""
        self.port = _free_port()
        where = ("--host", "127.0.0.1", "--port", str(self.port), "--webui-port", "0")
        self.master = self._process("master", "deploy.master.Master", *where)
        _wait_for(self.folder / "master.log", "I have been elected leader")
        for number in range(workers):
            told = ("--cores", "1", "--memory", "1g", "--host", "127.0.0.1", "--webui-port", "0")
            work = ("--work-dir", str(self.folder / f"work-{number}"), self.url)
            name = f"worker-{number}"
            self.workers.append(self._process(name, "deploy.worker.Worker", *told, *work))
        for number in range(workers):
            _wait_for(self.folder / f"worker-{number}.log", "Successfully registered with master")

    def kill_worker(self) -> None:
        """Kill a worker and whatever runs on it, as when a machine loses power."""
        _kill(self.workers.pop())

    def stop(self) -> None:
        for process in [*self.workers, self.master]:
            if process is not None:
                _kill(process)

    def _process(self, name: str, kind: str, *arguments: str) -> "subprocess.Popen[bytes]":
        import pyspark

        start = Path(pyspark.__file__).parent / "bin" / "spark-class"
        command = [str(start), f"org.apache.spark.{kind}", *arguments]
        settings: Mapping[str, str] = {**environment(), "SPARK_DAEMON_MEMORY": "256m"}
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                command, stdout=log, stderr=log, env=dict(settings), start_new_session=True
            )


def _kill(process: "subprocess.Popen[bytes]") -> None:
    # An executor is a child of its worker and in the same group; its Python processes too.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _wait_for(log: Path, words: str) -> None:
    end = time.monotonic() + _PATIENCE
    while words not in log.read_text(errors="replace"):
        if time.monotonic() > end:
            raise TimeoutError(f"{log.name} does not say {words!r}: {log.read_text()[-2000:]}")
        time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
