"""``python -m patnav`` is ``patnav``."""

from patnav.cli import main

main()
