import typer

members = typer.Typer()
