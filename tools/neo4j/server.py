"""A real Neo4j Community server for tests and development, from jars that Maven fetches once.

``python tools/neo4j/server.py`` starts one on loopback, prints its address and password, and stops it at Ctrl-C;
what it held is gone then, unless ``--home FOLDER`` keeps it. Needs Java 17 or 21, and Maven for the first time.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

VERSION = "5.26.16"
MEMORY = ("-Xms512m", "-Xmx1g")
_MAVEN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_STARTING = 120


class Unavailable(Exception):
    """What it takes to run a server is not on this machine; says what."""


def jars() -> Path:
    """The folder of the server's jars, filled by Maven at the first call.

    Raises:
        Unavailable: Java or Maven is missing, or Maven cannot fetch the jars.
    """
    if shutil.which("java") is None:
        raise Unavailable("Java is not installed")
    named = os.environ.get("PATNAV_NEO4J_JARS")
    folder = Path(named) if named else Path.home() / ".cache" / "patnav" / f"neo4j-{VERSION}"
    if any(folder.glob("neo4j-server-*.jar")):
        return folder
    if shutil.which("mvn") is None:
        raise Unavailable(f"Maven is not installed, and there are no jars in {folder}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("w") as lock:  # several processes start at once on a new machine
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not any(folder.glob("neo4j-server-*.jar")):
            _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    part = folder.with_name(folder.name + ".part")
    command = ["mvn", "-B", "-q", "-f", str(Path(__file__).with_name("pom.xml")), _MAVEN, f"-DoutputDirectory={part}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"Maven cannot fetch the jars: {done.stdout.strip()[-300:]}")
    part.rename(folder)


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def admin(script: str) -> list[str]:
    """The command of an import script, for the tool in the jars; run it in :func:`environment`.

    Args:
        script: Content of ``import.sh``.
    """
    command = shlex.split(script.partition("neo4j-admin ")[2].replace("\\\n", " "))
    return ["java", "-Xmx1g", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", *command]


def environment(home: Path) -> dict[str, str]:
    """The environment of :func:`admin`'s command; makes its empty settings."""
    conf = home / "conf"
    conf.mkdir(exist_ok=True)
    (conf / "neo4j.conf").touch()
    return dict(os.environ) | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)}


class Server:
    """A server with authentication on, listening on loopback alone.

    Args:
        home: Its home folder; data, logs and settings go there.
        password: Password of the user ``neo4j``; made up where it is left out.
        memory: Options of the JVM that bound its heap.
        settings: Further lines of ``neo4j.conf``.
    """

    def __init__(
        self,
        home: Path,
        password: str | None = None,
        memory: tuple[str, ...] = MEMORY,
        settings: tuple[str, ...] = (),
    ) -> None:
        self.home = home
        self.password = password or secrets.token_urlsafe(12)
        self.memory = memory
        self.settings = settings
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens, ``127.0.0.1:PORT``."""
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Id of its process; it must be running."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers; the first start sets the password.

        Raises:
            Unavailable: It did not come up; says what it printed last.
        """
        folder = jars()
        self._configure()
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        where = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        entry = "org.neo4j.server.CommunityEntryPoint"
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["java", *self.memory, "-XX:+UseSerialGC", "-cp", f"{folder}/*", *opens, entry, *where],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def _configure(self) -> None:
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        lines = [
            f"server.bolt.listen_address={self.address}",
            f"server.bolt.advertised_address={self.address}",
            "server.http.enabled=false",
            "server.memory.pagecache.size=256m",
            "dbms.security.auth_minimum_password_length=1",
            "dbms.usage_report.enabled=false",
            "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",  # ten idle seconds at each stop otherwise
            *self.settings,
        ]
        (conf / "neo4j.conf").write_text("\n".join(lines) + "\n", "utf-8")

    def _wait(self) -> None:
        from neo4j import GraphDatabase
        from neo4j.exceptions import AuthError, DriverError, Neo4jError

        end = time.monotonic() + _STARTING
        while time.monotonic() < end:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with GraphDatabase.driver(f"bolt://{self.address}", auth=("neo4j", self.password)) as driver:
                    driver.verify_connectivity()
                    driver.execute_query("RETURN 1")
                    return
            except AuthError:
                self._first_password()
            except (DriverError, Neo4jError, OSError):
                time.sleep(0.2)
        tail = (self.home / "console.log").read_text("utf-8", "replace")[-800:]
        self.kill()
        raise Unavailable(f"the server did not come up: {tail}")

    def _first_password(self) -> None:
        from neo4j import GraphDatabase

        with GraphDatabase.driver(f"bolt://{self.address}", auth=("neo4j", "neo4j")) as driver:
            change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
            driver.execute_query(change, password=self.password, database_="system")


def main() -> None:
    """Run a server until it is interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="folder to keep the server's data in")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="patnav-neo4j-") as scratch:
        home = chosen.home or Path(scratch)
        server = Server(home.resolve(), os.environ.get("PATNAV_NEO4J_PASSWORD"))
        try:
            server.start()
        except Unavailable as reason:
            sys.exit(f"cannot start Neo4j: {reason}")
        print(f"export PATNAV_NEO4J_USER=neo4j PATNAV_NEO4J_PASSWORD='{server.password}'")
        print(f"patnav publish neo4j://{server.address}")
        print("stop with Ctrl-C", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()


if __name__ == "__main__":
    main()
