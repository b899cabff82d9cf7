import streamlit as st

st.title("Content Studio")
